using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Accounts;

/// <summary>An account's form. A new one ends with its link, which is shown this once; the dialog closes with the agent as saved.</summary>
public sealed partial class AccountDialog
{
    private readonly AccountForm form = new();
    private IReadOnlyList<FieldRefusal> wrong = [];
    private AgentInfo? invited;
    private NewInvitation? link;
    private bool busy;

    /// <summary>The account to change; null to invite somebody.</summary>
    [Parameter]
    public AccountInfo? Account { get; set; }

    [Inject]
    public required People.Identity.Accounts Accounts { get; init; }

    [Inject]
    public required Invitations Invitations { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    protected override void OnInitialized()
    {
        if (Account is not { Agent: var agent }) return;
        (form.Name, form.Role) = (agent.Name, agent.Role);
        form.TeamIds.UnionWith(agent.TeamIds);
        (form.Seniority, form.Capacity, form.ChatCapacity) = (agent.Ability.Seniority, agent.Ability.Capacity, agent.Ability.ChatCapacity);
        form.SkillIds.UnionWith(agent.Ability.SkillIds);
    }

    private async Task SaveAsync()
    {
        if (busy || await WhoMayAsync(Permissions.AccountManage) is not { } me) return;
        busy = true;
        await (Account is { } account ? ChangeAsync(account.Agent.Id) : InviteAsync(me));
        busy = false;
    }

    private async Task ChangeAsync(long id)
    {
        wrong = AccountRules.Name(form.Name ?? "") is { } name ? [new(nameof(NewAccount.Name), name)] : [];
        if (wrong.Count > 0) return;
        var outcome = await Accounts.ChangeAsync(id, new AccountWish(form.Name ?? "", form.Role, [.. form.TeamIds], form.Ability), CancellationToken.None);
        if (Say(outcome, agent => agent.Name)) Dialogs.Close(outcome.Value);
    }

    private async Task InviteAsync(long me)
    {
        var wish = new NewAccount(
            form.Name ?? "", form.Email ?? "", Password: null, form.Role, [.. form.TeamIds], System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)
        { Ability = form.Ability };
        wrong = AccountRules.Check(wish);
        if (wrong.Count > 0) return;
        var outcome = await Accounts.CreateAsync(wish, CancellationToken.None);
        if (!outcome.Succeeded)
        {
            if (outcome.Refusal.Code == "email.taken") wrong = [new(nameof(NewAccount.Email), outcome.Refusal)];
            else Say(outcome, agent => agent.Name);
            return;
        }

        link = (await Invitations.CreateAsync(outcome.Value.Id, me, CancellationToken.None)).Value;
        invited = link is null ? null : outcome.Value;
        if (invited is null) Dialogs.Close(outcome.Value);
    }

    private Refusal[] Of(string field) => [.. wrong.Where(problem => problem.Field == field).Select(problem => problem.Refusal)];

    private string? Invalid(string field) => Of(field).Length > 0 ? "true" : null;

    private sealed class AccountForm
    {
        public string? Name { get; set; }

        public string? Email { get; set; }

        public AgentRole Role { get; set; }

        public HashSet<long> TeamIds { get; } = [];

        public Seniority Seniority { get; set; } = Seniority.Agent;

        public int Capacity { get; set; }

        public int ChatCapacity { get; set; }

        public HashSet<long> SkillIds { get; } = [];

        public AgentAbility Ability => new(Seniority, Capacity, [.. SkillIds.Order()]) { ChatCapacity = ChatCapacity };
    }
}
