using AgentConsole.Resources;
using AgentConsole.Tickets.Inbox;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Controls;

/// <summary>One key, or several after each other, and what they do.</summary>
/// <param name="Keys">As the browser names them, apart by spaces: <c>g m</c>, <c>Ctrl+Enter</c>.</param>
/// <param name="Does">What js/keys.js does: one of its own actions, or <c>click SELECTOR</c>, <c>focus SELECTOR</c>.</param>
/// <param name="Words">What that is, to people.</param>
/// <param name="Place">Where it works: <c>page</c> (not while somebody writes), <c>list</c>, <c>editor</c> or <c>any</c>.</param>
public sealed record Shortcut(string Keys, string Does, string Words, string Place = "page")
{
    /// <summary>The keys as they are printed on a keyboard, one after the other.</summary>
    public IEnumerable<string> Caps => Keys.Split(' ', '+').Select(key => key switch
    {
        "ArrowDown" => "↓",
        "ArrowUp" => "↑",
        "Escape" => "Esc",
        { Length: 1 } => key.ToUpperInvariant(),
        _ => key,
    });
}

/// <summary>Every shortcut there is: what the overlay lists is what the browser obeys.</summary>
public static class Shortcuts
{
    public static IReadOnlyList<(string Group, IReadOnlyList<Shortcut> Shortcuts)> All(IStringLocalizer<InboxWords> words) =>
    [
        (words["Keys.Group.List"],
        [
            new("j", "next", words["Keys.Next"]), new("k", "previous", words["Keys.Previous"]),
            new("ArrowDown", "next", words["Keys.Next"], "list"), new("ArrowUp", "previous", words["Keys.Previous"], "list"),
            new("o", "open", words["Keys.Open"], "list"), new("w", "click [data-why]", words["Why.Title"]), new("v", "click [data-new-view]", words["Saved.New"]), new("x", "select", words["Keys.Select"]), new("Escape", "back", words["Keys.Close"], "any"),
        ]),
        (words["Keys.Group.Ticket"],
        [
            new("r", "reply", words["Keys.Reply"]), new("i", "note", words["Keys.Note"]), new("Ctrl+Enter", "send", words["Keys.Send"], "editor"),
            new("q", "quote", words["Keys.Quote"]), new("Ctrl+b", "mark Bold", words["Keys.Bold"], "editor"), new("Ctrl+i", "mark Italic", words["Keys.Italic"], "editor"),
            new("p", "focus [data-assignee]", words["Keys.Assign"]), new("t", "click [data-tag-new]", words["Keys.Tag"]),
            new(".", "nextTicket", words["Keys.NextTicket"]), new(",", "previousTicket", words["Keys.PreviousTicket"]),
            new("a", "click [data-take]", words["Keys.Take"]), new("n", "click [data-take-next]", words["Keys.TakeNext"]), new("s", "click [data-snooze]", words["Keys.Snooze"]), new("c", "click [data-new-ticket]", words["Keys.New"]),
            new("m", "click [data-merge]", words["Keys.Merge"]),
            new("[", "click [data-chat]:has(+ [data-chat][aria-current])", words["Keys.PreviousChat"]), new("]", "click [data-chat][aria-current] + [data-chat]", words["Keys.NextChat"]),
            // js/keys.js knows these two, and the other eight.
            new("Alt+1", "click [data-chat='1']", words["Keys.Chat"], "any"), new("Alt+0", "focus [data-accept]", words["Keys.Ring"], "any"),
        ]),
        (words["Keys.Group.Go"],
        [
            new("/", "search", words["Keys.Search"]),
            .. Enum.GetValues<InboxView>().Select(view => new Shortcut($"g {words[$"View.{view}.Key"]}", $"click [data-go={view}]", words[$"View.{view}"])),
        ]),
        (words["Keys.Group.Help"],
        [
            new("Ctrl+k", "palette", words["Keys.Palette"], "any"), new("g n", "click .bell > summary", words["Keys.Notices"]), new("?", "help", words["Keys.Help"]),
        ]),
    ];
}
