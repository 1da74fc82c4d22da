using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Live;

namespace AgentConsole.Channels.Chat;

/// <summary>Somebody types on a ticket: the body of the signals <c>typing.agent</c> and <c>typing.customer</c>. Nothing of it is stored.</summary>
/// <param name="Text">What a customer has written so far, where the site's visitors know that it is read; at most <see cref="MaxText"/> UTF-16 units.</param>
internal sealed record TypingSignal(long Id, string Name, bool On, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text = null)
{
    public const int MaxText = 1_000;

    // Letters of all scripts stay as they are: escaped, a thousand of them would not fit in a signal.
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON that fits in a signal. Of a text that does not, the beginning is left out: what is being written is at its end.</summary>
    public string Write()
    {
        var json = JsonSerializer.Serialize(this, s_json);
        if (json.Length <= LiveSignals.MaxJsonLength) return json;
        if (Text is not { Length: > 1 } text) return (this with { Text = null, Name = "" }).Write();
        var half = text.Length / 2;
        return (this with { Text = text[(char.IsLowSurrogate(text[half]) ? half + 1 : half)..] }).Write();
    }
}
