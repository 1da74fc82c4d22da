using System.Text.Json;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Ready answers that an agent offers, as a visitor's client gets them.</summary>
public sealed class ReadyAnswers
{
    [Fact]
    public async Task They_come_as_labels_beside_the_words_now_and_after_a_return_and_stand_in_the_text_for_whoever_shows_no_buttons()
    {
        await using var host = await ChatHost.StartAsync();
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "[me]\n[too]");
        await host.ReplyAsync("Which **one**?\n[The red]\n[The blue]");

        var offer = (await ChatHost.FromOthersAsync(client))[0];
        Check(offer);
        var (back, again) = await host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closingToo = back;
        Check(again.GetProperty("messages")[1]);
        // A visitor's own brackets are words.
        Assert.False(again.GetProperty("messages")[0].TryGetProperty("choices", out _));

        // A press is a message like any other: pressed twice over a cut, it is there once.
        var seq = await ChatHost.SendAsync(client, "The red", "press");
        Assert.Equal(seq, await ChatHost.SendAsync(back, "The red", "press"));

        static void Check(JsonElement message)
        {
            Assert.Equal(["The red", "The blue"], message.GetProperty("choices").EnumerateArray().Select(label => label.GetString()));
            Assert.Equal("""[["p","Which ",["strong","one"],"?"]]""", message.GetProperty("marks").GetRawText());
            Assert.Equal("Which **one**?\n[The red]\n[The blue]", message.GetProperty("text").GetString());
        }
    }
}
