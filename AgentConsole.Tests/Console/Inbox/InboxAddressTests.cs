using AgentConsole.Console.Inbox;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tests.Console.Inbox;

public sealed class InboxAddressTests
{
    [Theory]
    [InlineData(null, null, null, "/inbox")]
    [InlineData("open", "priority", null, "/inbox")]
    [InlineData("unassigned", "due", null, "/inbox?view=unassigned&order=due")]
    [InlineData("mine", null, 12L, "/inbox/12?view=mine")]
    [InlineData(null, "newest", 12L, "/inbox/12?order=newest")]
    [InlineData("no-such-view", "<script>", 12L, "/inbox/12")]
    public void What_is_shown_is_in_the_url_and_what_is_not_understood_is_the_default(string? view, string? order, long? ticket, string url) =>
        Assert.Equal(url, InboxAddress.Parse(view, order, ticket).ToString());

    [Fact]
    public void Every_view_and_order_comes_back_from_its_own_url()
    {
        foreach (var view in Enum.GetValues<InboxView>())
        {
            foreach (var order in Enum.GetValues<InboxOrder>())
            {
                var address = new InboxAddress(view, order, 3);
                var query = System.Web.HttpUtility.ParseQueryString(address.Query);
                Assert.Equal(address, InboxAddress.Parse(query["view"], query["order"], 3));
            }
        }
    }
}
