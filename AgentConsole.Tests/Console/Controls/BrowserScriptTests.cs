using System.Diagnostics;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Console.Controls;

/// <summary>The decisions of wwwroot/js, as tables, run by Node (which the build needs anyway).</summary>
public sealed class BrowserScriptTests
{
    [Theory]
    [InlineData("{due:1000000}", 0, "on-track", "16:40")]
    [InlineData("{due:60000}", 0, "on-track", "1:00")]
    [InlineData("{due:60000}", 1, "on-track", "1:00")] // what is left is never shown as less than it is
    [InlineData("{due:60000,risk:30000}", 29999, "on-track", "0:31")]
    [InlineData("{due:60000,risk:30000}", 30000, "at-risk", "0:30")]
    [InlineData("{due:60000,risk:30000}", 59999, "at-risk", "0:01")]
    [InlineData("{due:60000,risk:30000}", 60000, "breached", "−0:00")]
    [InlineData("{due:60000,risk:30000,state:'on-track'}", 125000, "breached", "−1:05")] // the server's word comes later
    [InlineData("{due:19440000}", 0, "on-track", "5h 24m")]
    [InlineData("{due:190800000}", 0, "on-track", "2d 5h")]
    [InlineData("{due:172800000}", 0, "on-track", "2d")]
    [InlineData("{state:'paused',left:'5400000'}", 99, "paused", "1h 30m")]
    [InlineData("{state:'paused'}", 99, "paused", "")]
    public async Task A_countdown_changes_its_look_by_itself(string data, long now, string look, string text) =>
        Assert.Equal($"{look}|{text}", await RunAsync("countdown.js", $"const c = m.countdown({data}, {now}); return c.look + '|' + c.text;"));

    [Theory]
    [InlineData("undefined", "'reply'", "'reply'", "reply")]
    [InlineData("'reply'", "'reply'", "'note'", "reply")] // chosen over a cut wire
    [InlineData("'note'", "'note'", "'reply'", "note")]
    [InlineData("'note'", "'reply'", "'reply'", "note")] // the answer to an older choice came in between
    [InlineData("'reply'", "'note'", "'note'", "note")] // a macro has made it a note
    [InlineData("undefined", "undefined", "undefined", "")]
    public async Task What_may_be_a_note_goes_to_no_customer(string last, string seen, string told, string mode) =>
        Assert.Equal(mode, await RunAsync("mode.js", $"return m.decide({last}, {seen}, {told});"));

    [Theory]
    [InlineData(100, "a", "a", true)]
    [InlineData(99, "a", "a", false)] // the wire stood
    [InlineData(100, "a", "b", false)] // the server has changed it since
    public async Task A_choice_is_said_again_that_a_cut_wire_may_have_swallowed(int at, string value, string shown, bool again) =>
        Assert.Equal(again ? "1" : "0", await RunAsync("late.js", $"return String(m.unheard([{{ at: {at}, value: '{value}', shown: '{shown}' }}], 100).length);"));

    [Theory]
    [InlineData(0, "{start:0,count:30,total:30}", "null")]
    [InlineData(0, "{start:0,count:30,total:1000}", "null")]
    [InlineData(1900, "{start:0,count:30,total:1000}", """{"start":15,"count":31}""")] // the last rendered rows come into sight
    [InlineData(0, "{start:15,count:31,total:1000}", """{"start":0,"count":31}""")]
    [InlineData(75240, "{start:15,count:31,total:1000}", """{"start":980,"count":30}""")] // the very end
    [InlineData(75240, "{start:970,count:30,total:1000}", "null")]
    public async Task Rows_are_asked_for_before_their_room_comes_into_sight(int top, string have, string wanted) =>
        Assert.Equal(wanted, await RunAsync("inbox.js", $"return JSON.stringify(m.wanted({have}, {{ top: {top}, height: 800 }}));"));

    [Theory]
    [InlineData(3, 0, "null")]
    [InlineData(10, 0, "null")] // its upper part is in sight
    [InlineData(11, 0, "570")] // a third of the list is above it
    [InlineData(0, 76, "0")]
    [InlineData(500, 100, "37734")]
    public async Task A_ticket_opened_from_elsewhere_is_brought_into_sight_and_one_in_sight_stays(int place, int top, string to) =>
        Assert.Equal(to, await RunAsync("inbox.js", $"return m.sightOf({place}, {{ top: {top}, height: 800 }});"));

    [Theory]
    [InlineData("j", "page", "next")]
    [InlineData("j", "list", "next")]
    [InlineData("j", "editor", "null")] // a letter that somebody writes is a letter
    [InlineData("j", "dialog", "null")]
    [InlineData("ArrowDown", "list", "next")]
    [InlineData("ArrowDown", "page", "null")]
    [InlineData("Escape", "editor", "back")]
    [InlineData("Ctrl+Enter", "editor", "send")]
    [InlineData("Ctrl+Enter", "page", "null")]
    [InlineData("g", "page", "more")]
    [InlineData("g m", "page", "click .mine")]
    [InlineData("g x", "page", "null")]
    public async Task A_key_means_what_the_table_says_of_it_at_that_place(string pressed, string place, string does) =>
        Assert.Equal(does, await RunAsync("keys.js", $$"""
            const table = [{keys:'j',does:'next',place:'page'},{keys:'ArrowDown',does:'next',place:'list'},{keys:'Escape',does:'back',place:'any'},
              {keys:'Ctrl+Enter',does:'send',place:'editor'},{keys:'g m',does:'click .mine',place:'page'}];
            const found = m.meaning(table, '{{pressed}}', '{{place}}');
            return found?.does ?? found;
            """));

    [Theory]
    [InlineData("{key:'J',code:'KeyJ'}", "j")]
    [InlineData("{key:'ت',code:'KeyJ'}", "j")] // the same key where Arabic is written
    [InlineData("{key:'č',code:'Semicolon'}", "č")]
    [InlineData("{key:'k',code:'KeyK',ctrlKey:true}", "Ctrl+k")]
    [InlineData("{key:'ن',code:'KeyK',metaKey:true}", "Ctrl+k")]
    [InlineData("{key:'Escape',code:'Escape'}", "Escape")]
    public async Task A_shortcut_is_a_key_whatever_alphabet_the_keyboard_writes(string pressed, string name) =>
        Assert.Equal(name, await RunAsync("keys.js", $"return m.nameOf({pressed});"));

    [Theory]
    [InlineData("ab", "c", "abc")]
    [InlineData("a😀", "Backspace", "a")]
    [InlineData("", "Backspace", "")]
    [InlineData("a", "😀", "a😀")]
    [InlineData("a", " ", "a ")]
    [InlineData("a", "Tab", "null")]
    [InlineData("a", "F5", "null")]
    public async Task What_is_typed_ahead_is_what_would_have_been_written(string before, string key, string written) =>
        Assert.Equal(written, await RunAsync("ahead.js", $"return m.after('{before}', '{key}');"));

    [Theory]
    [InlineData("true,desktop:true,sound:true", 7, "false", "card desktop ring")]
    [InlineData("true,desktop:true,sound:true", 7, "true", "")] // the ticket is in front: it is seen
    [InlineData("true,desktop:true,sound:true", 8, "true", "card ring")] // the page is in front: the desktop is not needed
    [InlineData("false,desktop:true,sound:false", 8, "false", "desktop")]
    [InlineData("false,desktop:false,sound:false", 8, "false", "")]
    public async Task Somebody_is_told_only_of_what_they_do_not_see_and_only_as_they_chose(string page, int open, string inFront, string ways) =>
        Assert.Equal(ways, await RunAsync("notices.js", $$"""
            const [told] = m.plan({page:{{page}}}, [{ ticket: 7, rings: true }], {{open}}, {{inFront}}, true);
            return told ? [told.card && 'card', told.desktop && 'desktop', told.ring && 'ring'].filter(Boolean).join(' ') : '';
            """));

    [Fact]
    public async Task What_rings_for_a_while_is_heard_here_and_has_its_card_elsewhere() => Assert.Equal("false true", await RunAsync("notices.js", """
        const [told] = m.plan({page:true,desktop:false,sound:true}, [{ ticket: 7, rings: true, ringsFor: 45000 }], 8, false, false);
        return `${told.card} ${told.ring}`;
        """));

    [Theory]
    [InlineData("say hello now", 4, 9, "Bold", "say **hello** now", 6, 11)]
    [InlineData("say **hello** now", 6, 11, "Bold", "say hello now", 4, 9)] // again: it goes
    [InlineData("**hello**", 2, 7, "Italic", "***hello***", 3, 8)] // and one mark never takes another's
    [InlineData("here", 0, 4, "Link", "[here](https://)", 7, 15)] // its address comes next
    [InlineData("a\\nb", 0, 3, "Code", "```\\na\\nb\\n```", 4, 7)]
    [InlineData("x\\na\\nb", 2, 5, "Numbers", "x\\n1. a\\n2. b", 11, 11)]
    public async Task A_tool_marks_what_is_chosen_and_pressed_again_takes_the_mark_away(string text, int start, int end, string mark, string marked, int from, int to) =>
        Assert.Equal($"{marked}|{from}|{to}", await RunAsync("editor.js", $$"""
            const said = m.marked('{{text}}', {{start}}, {{end}}, '{{mark}}');
            return [said.text.replaceAll('\n', '\\n'), said.start, said.end].join('|');
            """));

    [Fact]
    public async Task A_quotation_stands_below_what_was_written_with_room_for_the_answer() =>
        Assert.Equal("Hi/n/n> one/n>/n> two/n/n", await RunAsync("editor.js", "return m.quoted('one\\n\\ntwo\\n', 'Hi ').replaceAll('\\n', '/n');"));

    private static async Task<string> RunAsync(string module, string body)
    {
        var program = $$"""
            globalThis.document = { documentElement: { lang: 'en', dataset: {} } };
            globalThis.matchMedia = () => ({ matches: false });
            const { readFileSync } = await import('node:fs');
            const source = readFileSync({{System.Text.Json.JsonSerializer.Serialize(Path.Combine(Repository.Root, "wwwroot", "js", module))}}, 'utf8');
            const m = await import('data:text/javascript;base64,' + Buffer.from(source).toString('base64'));
            process.stdout.write(String((() => { {{body}} })()));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", program]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = node.StandardOutput.ReadToEndAsync(limit.Token);
        var error = await node.StandardError.ReadToEndAsync(limit.Token);
        await node.WaitForExitAsync(limit.Token);
        Assert.True(node.ExitCode == 0, error);
        return await output;
    }
}
