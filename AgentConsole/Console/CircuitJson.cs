using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace AgentConsole.Console;

/// <summary>
/// How circuits write what they say to their browsers' scripts. Each circuit has options of its own, and with them all that the serializer has learnt of types. It asks of every
/// value whether an interface of its type says more, and an <see cref="int"/> has thirty: sixty kilobytes a circuit, of things that are never written (docs/bench.md).
/// </summary>
internal static class CircuitJson
{
    private static readonly IJsonTypeInfoResolver s_plain = new DefaultJsonTypeInfoResolver();
    private static readonly Resolver s_resolver = new();

    /// <summary>Each circuit's runtime is made as before, and then told to leave those out.</summary>
    public static void LeaveOutIdleInterfaces(this IServiceCollection services)
    {
        var made = services.Last(service => service.ServiceType == typeof(IJSRuntime)).ImplementationType
            ?? throw new InvalidOperationException("The framework makes its script runtime in another way now: see what CircuitJson has to do.");
        services.AddScoped(provider => Spare((IJSRuntime)ActivatorUtilities.CreateInstance(provider, made)));
    }

    internal static IJSRuntime Spare(IJSRuntime runtime)
    {
        if (runtime is JSRuntime spared) Options(spared).TypeInfoResolver = s_resolver;
        return runtime;
    }

    /// <summary>True where nothing is ever declared as such: what <see cref="int"/> and <see cref="string"/> can do besides being a value.</summary>
    internal static bool IsIdle(Type type) => type is { IsInterface: true, Namespace: "System" or "System.Numerics" or "System.Runtime.Serialization" }
        || type == typeof(ValueType) || type == typeof(Enum);

    // Open to whoever derives a runtime of their own; this one is the framework's.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions Options(JSRuntime runtime);

    private sealed class Resolver : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => IsIdle(type) ? null : s_plain.GetTypeInfo(type, options);
    }
}
