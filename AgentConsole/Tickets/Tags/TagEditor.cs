using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Tickets.Bulk;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Tags;

/// <summary>Changes tags for everybody. Whoever calls has checked that the person may.</summary>
public sealed class TagEditor(IDbContextFactory<DeskDb> databases, TicketCatalog catalog, BulkBoard bulk, IEnumerable<TagFollower> followers, TimeProvider time)
{
    /// <summary>Stores a tag as it is to be; a new one where its id is 0. Refusals: those of <see cref="TagRules"/>, <c>tag.name_twice</c>, <c>tag.gone</c>.</summary>
    public async Task<Outcome<Tag>> SaveAsync(Tag tag, CancellationToken cancellationToken)
    {
        tag = tag with { Name = tag.Name.Trim() };
        if (TagRules.Problem(tag) is { } wrong) return wrong;
        if (catalog.Tags.Any(other => other.Id != tag.Id && string.Equals(other.Name, tag.Name, StringComparison.OrdinalIgnoreCase))) return new Refusal("tag.name_twice", tag.Name);
        if (tag.Id == 0) return await catalog.AddTagAsync(tag.Name, tag.TextColour, tag.Background, tag.IsPublic, cancellationToken);
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (!await db.Set<Tag>().AnyAsync(stored => stored.Id == tag.Id, cancellationToken)) return new Refusal("tag.gone", tag.Name);
            db.Update(tag);
            await db.SaveChangesAsync(cancellationToken);
        }

        await catalog.AnnounceAsync(cancellationToken);
        return tag;
    }

    /// <summary>Makes one tag of two: every ticket that has the first gets the second instead, in the background and journalled ticket by ticket, so it can be taken back;
    /// macros, views, skills, policies and priority rules name the second; the first is archived. Null where no ticket had it.</summary>
    public async Task<Outcome<BulkJob?>> MergeAsync(Actor by, Tag old, Tag into, CancellationToken cancellationToken)
    {
        if (old.Id == into.Id) return new Refusal("tag.merge_itself", old.Name);
        if (into.IsArchived) return new Refusal("tag.archived", into.Name);
        var ids = await TicketsWithAsync(old.Id, cancellationToken);
        BulkJob? job = null;
        if (ids.Count > 0)
        {
            var begun = await bulk.StartAsync(by, new BulkChange { AddTagIds = [into.Id], RemoveTagIds = [old.Id] }, ids, cancellationToken);
            if (!begun.Succeeded) return begun.Refusal;
            job = begun.Value;
        }

        await SaveAsync(old with { IsArchived = true }, cancellationToken);
        foreach (var follow in followers) await follow(old.Id, into.Id, time.Instant(), by.Name, cancellationToken);
        return Outcome<BulkJob?>.From(job);
    }

    /// <summary>How many tickets have each tag, closed ones too. Reads every tagged ticket: for a page that somebody opens, not for each change.</summary>
    public async Task<IReadOnlyDictionary<long, int>> UsesAsync(CancellationToken cancellationToken)
    {
        var uses = new Dictionary<long, int>();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var tagged = db.Database.SqlQuery<string>($"""SELECT "TagIds" AS "Value" FROM "Tickets" WHERE "TagIds" <> '[]'""").AsAsyncEnumerable();
        await foreach (var json in tagged.WithCancellation(cancellationToken))
        {
            foreach (var id in TicketJson.ReadIds(json)) uses[id] = uses.GetValueOrDefault(id) + 1;
        }

        return uses;
    }

    private async Task<List<long>> TicketsWithAsync(long tagId, CancellationToken cancellationToken)
    {
        // A list of ids is stored as [1,5,12]: between commas or brackets an id is whole.
        var (alone, first, inside, last) = ($"[{tagId}]", $"[{tagId},%", $"%,{tagId},%", $"%,{tagId}]");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Database.SqlQuery<long>(
            $"""SELECT "Id" AS "Value" FROM "Tickets" WHERE "TagIds" = {alone} OR "TagIds" LIKE {first} OR "TagIds" LIKE {inside} OR "TagIds" LIKE {last}""").ToListAsync(cancellationToken);
    }
}
