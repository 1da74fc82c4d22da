using System.Globalization;
using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Tickets.Entry;

/// <summary>What a site asks before a conversation, and whether an answer will do. Pure.</summary>
internal static class EntryQuestions
{
    /// <summary>What is asked while it is open and, where that is something else, while it is closed; null where nothing ever is.</summary>
    public static EntryForm? FormOf(SiteEntry entry, EntryVisitor visitor, IReadOnlyList<TicketField> fields, string language)
    {
        var now = For(entry, visitor, isAway: false, fields, language);
        var away = entry.Outside == OutsideHours.Form ? For(entry, visitor, isAway: true, fields, language) : null;
        return now.Count == 0 && away is null or { Count: 0 } ? null : new EntryForm(now, away);
    }

    /// <param name="isAway">It is closed, and a form is shown instead of the chat: nobody may come back to this window, so it is asked where to answer.</param>
    /// <param name="fields">The company's own, those that are asked for.</param>
    public static IReadOnlyList<EntryAsk> For(SiteEntry entry, EntryVisitor visitor, bool isAway, IReadOnlyList<TicketField> fields, string language)
    {
        var asks = new List<EntryAsk>();
        if (!visitor.IsKnown) Add("name", "text", isAway ? Asked.Required : entry.Name);
        if (isAway) Add("email", "email", visitor.HasAddress ? Asked.No : Asked.Required);
        else if (!visitor.IsKnown) Add("email", "email", entry.Email);
        if (visitor.IsKnown) return asks;
        if (entry.About != Asked.No)
            asks.Add(new EntryAsk("choice", "choice", entry.About == Asked.Required, Choices: [.. entry.Choices.Select(choice => new EntryOption(choice.Value, choice.In(language)))]));
        foreach (var asked in entry.Fields)
        {
            // A field that was archived since is no longer asked for.
            if (fields.FirstOrDefault(field => field.Id == asked.FieldId) is not { } field) continue;
            asks.Add(new EntryAsk(
                field.Id.ToString(CultureInfo.InvariantCulture), KindOf(field.Kind), asked.IsRequired, field.NameIn(language), field.HelpIn(language) is { Length: > 0 } help ? help : null,
                field.Kind == FieldKind.Choice ? [.. field.Choices.Select(choice => new EntryOption(choice.Id.ToString(CultureInfo.InvariantCulture), choice.NameIn(language)))] : null));
        }

        return asks;

        void Add(string key, string kind, Asked how)
        {
            if (how != Asked.No) asks.Add(new EntryAsk(key, kind, how == Asked.Required));
        }
    }

    /// <summary>The first answer that won't do, by its key: <c>entry.required</c>, <c>entry.name</c>, <c>entry.email</c>, <c>entry.choice</c>, <c>entry.value</c>.</summary>
    public static Refusal? Check(IReadOnlyList<EntryAsk> asks, EntryAnswers answers, IReadOnlyList<TicketField> fields)
    {
        foreach (var ask in asks)
        {
            var answer = Of(answers, ask.Key)?.Trim();
            if (string.IsNullOrEmpty(answer))
            {
                if (ask.Required) return new Refusal("entry.required", ask.Key);
                continue;
            }

            if (Wrong(ask, answer, fields) is { } code) return new Refusal(code, ask.Key);
        }

        return null;
    }

    /// <summary>Answers to the company's own fields that were asked, by field.</summary>
    public static IReadOnlyList<(long FieldId, string Value)> FieldsOf(IReadOnlyList<EntryAsk> asks, EntryAnswers answers) =>
        [.. asks.Where(ask => ask.Label is not null && answers.Fields.GetValueOrDefault(ask.Key)?.Trim() is { Length: > 0 })
            .Select(ask => (long.Parse(ask.Key, CultureInfo.InvariantCulture), answers.Fields[ask.Key].Trim()))];

    private static string? Wrong(EntryAsk ask, string answer, IReadOnlyList<TicketField> fields) => ask.Key switch
    {
        "name" => answer.Length <= Customer.MaxNameLength && Text.Straight(answer).Trim().Length > 0 ? null : "entry.name",
        "email" => EmailOf(answer) is null ? "entry.email" : null,
        "choice" => ask.Choices!.Any(choice => choice.Value == answer) ? null : "entry.choice",
        _ => fields.FirstOrDefault(field => field.Id.ToString(CultureInfo.InvariantCulture) == ask.Key) is { } field && FieldRules.Stored(field, answer).Succeeded ? null : "entry.value",
    };

    /// <summary>The address as identities hold it; null where it is none.</summary>
    public static string? EmailOf(string? written) =>
        written is not null && CustomerContact.Read(written) is { Succeeded: true, Value: { Kind: IdentityKind.Email, Value: var address } } ? address : null;

    private static string? Of(EntryAnswers answers, string key) => key switch
    {
        "name" => answers.Name,
        "email" => answers.Email,
        "choice" => answers.Choice,
        _ => answers.Fields.GetValueOrDefault(key),
    };

    private static string KindOf(FieldKind kind) => kind switch { FieldKind.Number => "number", FieldKind.YesNo => "yesno", FieldKind.Choice => "choice", FieldKind.Date => "date", _ => "text" };
}
