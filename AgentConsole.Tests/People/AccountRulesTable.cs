using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.People;

public sealed class AccountRulesTable
{
    [Theory]
    [InlineData("", "password.empty")]
    [InlineData("ninechars", "password.too_short(10)")]
    [InlineData("aaaaaaaaaaaa", "password.too_simple(5)")]
    [InlineData("abababababab", "password.too_simple(5)")]
    [InlineData("ana@example.com", "password.tells_who")]
    [InlineData("ANA@example.com1", "password.tells_who")]
    [InlineData("Ana Kovačič!", "password.tells_who")]
    [InlineData("a river in winter", null)]
    [InlineData("0123456789", null)]
    [InlineData("ana@example.com and a long sentence", null)]
    [InlineData("كلمة سر طويلة", null)]
    public void A_password_is_long_varied_and_says_nothing_of_its_owner(string password, string? refusal) =>
        Assert.Equal(refusal, AccountRules.Password(password, "ana@example.com", "Ana Kovačič")?.ToString());

    [Theory]
    [InlineData("", "email.empty")]
    [InlineData("   ", "email.empty")]
    [InlineData("ana", "email.not_an_address")]
    [InlineData("ana@", "email.not_an_address")]
    [InlineData("Ana <ana@example.com>", "email.not_an_address")]
    [InlineData("ana@example.com\0", "email.not_an_address")]
    [InlineData(" ana@example.com ", null)]
    [InlineData("ana+desk@sub.example.com", null)]
    public void An_email_address_is_one_address_and_nothing_else(string email, string? refusal) =>
        Assert.Equal(refusal, AccountRules.Email(email)?.ToString());

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var wrong = AccountRules.Check(new NewAccount(" ", "ana", "short", AgentRole.Agent));
        Assert.Equal(["Name name.empty", "Email email.not_an_address", "Password password.too_short(10)"], wrong.Select(problem => $"{problem.Field} {problem.Refusal}"));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_address_belongs_to_one_account_however_it_is_written(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var accounts = app.Get<Accounts>();
        await app.AccountAsync(new NewAccount("Ana", "ana@example.com", null, AgentRole.Agent));
        var second = await accounts.CreateAsync(new NewAccount("Ana", "ANA@Example.com", null, AgentRole.Admin), CancellationToken.None);
        Assert.Equal("email.taken(ANA@Example.com)", second.Refusal?.ToString());
    }

    [Fact]
    public async Task An_account_without_a_password_is_not_signed_in_by_an_empty_one()
    {
        await using var app = await RunningApp.StartAsync();
        var agent = await app.AccountAsync(AgentRole.Admin, password: null);
        Assert.Equal("sign_in.wrong", (await app.Get<SignIn>().CheckAsync(agent.Email, "", CancellationToken.None)).Refusal?.Code);
    }
}
