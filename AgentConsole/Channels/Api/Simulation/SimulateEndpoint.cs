using AgentConsole.Common;
using AgentConsole.Sla;
using AgentConsole.Sla.Simulation;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary><c>POST /api/sla/simulate</c>: lives through a time line, or counts by a calendar, with nothing stored.</summary>
internal static class SimulateEndpoint
{
    private const string TimeLine = "sla_timeline";

    public static async Task<IResult> HandleAsync(HttpRequest request, ApiSpeech speech, SlaSentences sentences, CancellationToken cancellationToken)
    {
        var problems = new ApiProblems();
        var (data, refused) = await ApiBody.ReadAsync<SimulateRequest>(request, problems, speech, cancellationToken);
        if (refused is not null) return refused;
        var answer = problems.Any || data is null ? null : Answer(data, problems, sentences);
        return answer is null || problems.Any ? speech.Problem(problems.All) : Results.Json(answer, ApiJson.Options);
    }

    private static object? Answer(SimulateRequest request, ApiProblems problems, SlaSentences sentences)
    {
        var op = request.Op ?? TimeLine;
        if (op == TimeLine) return LivedThrough(request, problems, sentences);
        if (!Operations.Names.Contains(op, StringComparer.Ordinal))
        {
            problems.Add("op", new Refusal("api.not_one_of", Wire.Shown(op), string.Join(", ", Operations.Names.Prepend(TimeLine))));
            return null;
        }

        var calendar = new CalendarReader(problems).Read(request.Calendar, Operations.NeedsOpening(op));
        var run = new Operations(problems).Read(op, request.Input);
        return calendar is null || run is null || problems.Any ? null : new OperationAnswer(op, run(calendar));
    }

    private static TimeLineAnswer? LivedThrough(SimulateRequest request, ApiProblems problems, SlaSentences sentences)
    {
        var priorities = new PriorityNames();
        var calendar = new CalendarReader(problems).Read(request.Calendar, mustOpen: true);
        var policy = new PolicyReader(problems, priorities).Read(request.Sla);
        var events = new TimeLineReader(problems, priorities).Read(request.Events);
        if (calendar is null || policy is null || problems.Any) return null;
        return new TimeLineWriter(sentences, priorities).Write(TimeLine, Simulator.Run(policy, calendar, events));
    }
}
