using System.Diagnostics.CodeAnalysis;

namespace AgentConsole.Common;

/// <summary>Why something was refused: a stable code for programs and resources, and the values its sentence needs.</summary>
/// <param name="Code">Dotted and lower case, such as <c>message.too_long</c>. Its words are the resource <c>Refusal.message.too_long</c>.</param>
/// <param name="Arguments">The values named in the sentence, in order.</param>
public sealed record Refusal(string Code, params object[] Arguments)
{
    public override string ToString() => Arguments.Length == 0 ? Code : $"{Code}({string.Join(", ", Arguments)})";
}

/// <summary>The result of something that may be refused for a reason the person concerned is told.</summary>
public sealed class Outcome<T>
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    internal static Outcome<T> From(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    public override string ToString() => Succeeded ? $"{Value}" : Refusal.ToString();
}

/// <summary>For values whose type is an interface, which no conversion turns into an outcome.</summary>
public static class Outcome
{
    public static Outcome<T> Of<T>(T value) where T : notnull => Outcome<T>.From(value);
}
