using AgentConsole.Common;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Desk;

/// <summary>What the company's own fields ask of commands.</summary>
internal static class FieldChecks
{
    /// <summary>The command with the value as it is stored; refusals of <see cref="FieldRules.Stored"/>, and <c>field.unknown</c>.</summary>
    public static Outcome<ChangeField> Stored(ChangeField command, IReadOnlyList<TicketField> fields)
    {
        if (fields.FirstOrDefault(field => field.Id == command.FieldId) is not { } field) return new Refusal("field.unknown", command.FieldId);
        var value = FieldRules.Stored(field, command.Value);
        return value.Refusal is { } refusal ? refusal : command with { Value = value.Value };
    }

    /// <summary>An agent resolves a ticket only with all that is required of it: <c>field.required</c> names what is missing. Rules and time are not held up.</summary>
    public static Refusal? Missing(TicketCommand command, Ticket ticket, IReadOnlyList<TicketField> fields)
    {
        var resolves = command is ChangeStatus { To: TicketStatus.Resolved } or AgentReplies { ThenStatus: TicketStatus.Resolved };
        if (!resolves || command.By.Kind != ActorKind.Agent || ticket.Status == TicketStatus.Resolved) return null;
        var missing = fields.Where(field => field.IsRequired && ticket.Fields[field.Id] is null).Select(field => field.Name).ToList();
        return missing.Count == 0 ? null : new Refusal("field.required", string.Join(", ", missing));
    }
}
