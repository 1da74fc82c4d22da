using AgentConsole.People;

namespace AgentConsole.Tests.People;

public sealed class CustomerContactTable
{
    [Theory]
    [InlineData("Maja@Example.TEST", IdentityKind.Email, "maja@example.test")]
    [InlineData("  o'neill+shop@mail.example ", IdentityKind.Email, "o'neill+shop@mail.example")]
    [InlineData("+386 (0)40 123-456", IdentityKind.Phone, "+386040123456")]
    [InlineData("00386 40 123 456", IdentityKind.Phone, "+38640123456")]
    [InlineData("040/123.456", IdentityKind.Phone, "040123456")]
    public void However_it_is_written_it_is_the_same_contact(string text, IdentityKind kind, string value) =>
        Assert.Equal((kind, value), CustomerContact.Read(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("Maja")]
    [InlineData("1234")]
    [InlineData("123456789012345678901")]
    [InlineData("@example.test")]
    [InlineData("maja@")]
    [InlineData("maja@example")]
    [InlineData("maja@.example")]
    [InlineData("a b@example.test")]
    [InlineData("a@b.c, d@e.f")]
    [InlineData("12345 extension 6")]
    public void What_is_neither_address_nor_number_is_refused(string text) => Assert.Equal("customer.contact", CustomerContact.Read(text).Refusal?.Code);
}
