using AgentConsole.Common;
using AgentConsole.Resources;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Channels.Api;

/// <summary>What the API says in the language that a request accepts.</summary>
internal sealed class ApiSpeech(IStringLocalizer<ApiWords> words, IStringLocalizer<Shared> shared)
{
    /// <summary>The sentence of a refusal: the API's own, or the one everybody uses.</summary>
    public string Say(Refusal refusal)
    {
        var key = $"Refusal.{refusal.Code}";
        return words[key, refusal.Arguments] is { ResourceNotFound: false } known ? known : shared[key, refusal.Arguments];
    }

    /// <summary>The answer to a request that can't be answered at all.</summary>
    /// <param name="key">The resource whose sentence says why.</param>
    public IResult Problem(int status, string key, params object[] arguments) =>
        Results.Problem(statusCode: status, title: words["Problem.Title"], detail: words[key, arguments]);

    /// <summary>400 with what is wrong at each place, and the codes of the same for programs.</summary>
    public IResult Problem(IEnumerable<(string Where, Refusal What)> wrong)
    {
        var places = wrong.ToLookup(problem => problem.Where, problem => problem.What, StringComparer.Ordinal);
        return Results.ValidationProblem(
            ByPlace(places, Say), title: words["Problem.Title"],
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["codes"] = ByPlace(places, refusal => refusal.Code) });
    }

    private static Dictionary<string, string[]> ByPlace(ILookup<string, Refusal> places, Func<Refusal, string> say) =>
        places.ToDictionary(place => place.Key, place => place.Select(say).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}
