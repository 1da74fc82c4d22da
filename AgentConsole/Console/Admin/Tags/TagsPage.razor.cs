using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Tags;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Tags;

/// <summary>All tags: how they look, who sees them, how many tickets have them; renamed, made one of two, archived.</summary>
public sealed partial class TagsPage
{
    private IReadOnlyList<Tag> found = [];
    private IReadOnlyDictionary<long, int>? uses;
    private string typed = "";
    private bool archivedToo;

    [Inject]
    public required TicketCatalog Catalog { get; init; }

    [Inject]
    public required TagEditor Editor { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    protected override void OnInitialized() => Load();

    protected override async Task OnLiveAsync()
    {
        var changed = FromOutside(() =>
        {
            Load();
            StateHasChanged();
        });
        Catalog.Changed += changed;
        WhenGone(() => Catalog.Changed -= changed);
        uses = await Editor.UsesAsync(Gone);
        StateHasChanged();
    }

    private void Load() => found = [.. TagFinder.Find(Catalog.Tags.Where(tag => archivedToo || !tag.IsArchived), typed)];

    private void Search(string? text)
    {
        typed = text ?? "";
        Load();
    }

    private void ShowArchived(bool show)
    {
        archivedToo = show;
        Load();
    }

    private async Task EditAsync(Tag? tag)
    {
        if (await AskAsync<TagDialog>(Words[tag is null ? "Tags.New" : "Tags.EditTitle"], (nameof(TagDialog.Tag), tag)) is not Tag saved) return;
        Load();
        Say(Words["Tags.Saved", saved.Name]);
    }

    private async Task MergeAsync(Tag tag)
    {
        if (await AskAsync<TagMergeDialog>(Words["Tags.MergeTitle", tag.Name], (nameof(TagMergeDialog.From), tag)) is not Tag into) return;
        if (await WhoMayAsync(Permissions.TagManage) is not { } me) return;
        Say(await Editor.MergeAsync(Actor.Agent(me, Directory.Agent(me)?.Name ?? ""), tag, into, CancellationToken.None), _ => Words["Tags.Merged", tag.Name, into.Name]);
    }

    private async Task ArchiveAsync(Tag tag)
    {
        if (await WhoMayAsync(Permissions.TagManage) is null) return;
        Say(await Editor.SaveAsync(tag with { IsArchived = !tag.IsArchived }, CancellationToken.None), saved => Words[saved.IsArchived ? "Tags.ArchivedNow" : "Tags.RestoredNow", saved.Name]);
        Load();
    }
}
