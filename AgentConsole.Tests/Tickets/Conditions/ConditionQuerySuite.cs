using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Conditions;

/// <summary>One definition: what fits in memory is what the database finds, whatever is asked.</summary>
public abstract class ConditionQuerySuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const int Tickets = 200;

    private readonly FakeTime _time = new(SomeConditions.Now);
    private readonly List<(Ticket Ticket, Customer Customer)> _tickets = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        for (var id = 1; id <= Tickets; id++) _tickets.AddRange(Gen.Sample(SomeConditions.TicketOf(id), 1, 30));
        await using var db = Database.Open();
        db.AddRange(_tickets.Select(made => made.Customer));
        db.AddRange(_tickets.Select(made => made.Ticket));
        await db.SaveChangesAsync();
    }

    [Fact]
    public void Any_condition_finds_in_the_database_what_fits_in_memory() => Prop.ForAll(SomeConditions.Any.ToArbitrary(), condition =>
    {
        Assert.Empty(ConditionRules.Problems(condition, ConditionUse.View));
        Assert.Equal(Fitting(condition), Found(condition));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Every_field_and_operator_alone_finds_in_the_database_what_fits_in_memory()
    {
        foreach (var test in Gen.Sample(SomeConditions.Test, 400, 50).DistinctBy(test => (test.Field, test.Operator, test.Values[0])))
        {
            Assert.True(Fitting(test).SequenceEqual(Found(test)), $"{test.Field} {test.Operator} {string.Join('|', test.Values)}");
            Assert.Equal(Fitting(new NotThat(test)), Found(new NotThat(test)));
        }
    }

    [Fact]
    public void Of_some_tickets_those_are_found_that_fit() => Prop.ForAll(SomeConditions.Any.ToArbitrary(), Gen.SubListOf(_tickets.Select(made => made.Ticket.Id).ToArray()).ToArbitrary(), (condition, some) =>
    {
        var found = Query().AmongAsync(CompiledCondition.Of(condition), [.. some], TicketStatus.Spam, CancellationToken.None).GetAwaiter().GetResult();
        Assert.Equal(Fitting(condition).Where(some.Contains), found.Order());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void What_will_fit_by_time_alone_is_found_with_its_instant() => Prop.ForAll(SomeConditions.Any.ToArbitrary(), condition =>
    {
        var compiled = CompiledCondition.Of(condition);
        var followed = Query().FollowAsync(compiled, TicketStatus.Spam, CancellationToken.None).GetAwaiter().GetResult();
        Assert.Equal(Fitting(condition), followed.Where(match => match.Fits).Select(match => match.TicketId).Order());
        if (!compiled.TurnsByItself) return;
        foreach (var (ticket, customer) in _tickets)
        {
            var turnsAt = followed.Where(match => match.TicketId == ticket.Id).Select(match => match.TurnsAt).FirstOrDefault();
            var fits = compiled.Fits(new ConditionFacts(ticket, customer, SomeConditions.Now));
            // Until the instant it stays as it is.
            var before = (turnsAt ?? SomeConditions.Now.AddYears(20)) - TimeSpan.FromMilliseconds(1);
            Assert.Equal(fits, compiled.Fits(new ConditionFacts(ticket, customer, before)));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private List<long> Found(Condition condition) => Query().FindAsync(CompiledCondition.Of(condition), TicketStatus.Spam, CancellationToken.None).GetAwaiter().GetResult();

    private List<long> Fitting(Condition condition)
    {
        var compiled = CompiledCondition.Of(condition);
        return _tickets.FindAll(made => compiled.Fits(new ConditionFacts(made.Ticket, made.Customer, SomeConditions.Now))).ConvertAll(made => made.Ticket.Id);
    }

    private ConditionQuery Query() => new(Database.Provider, _time);
}

public sealed class ConditionQueryOnSqlite() : ConditionQuerySuite(DatabaseKind.Sqlite);

public sealed class ConditionQueryOnPostgres() : ConditionQuerySuite(DatabaseKind.Postgres);
