namespace AgentConsole.Data;

/// <summary>EF and Polly wrap what a driver threw: the driver's own exception is what decides.</summary>
internal static class ExceptionChain
{
    /// <summary>The first exception of this type, from the outside in.</summary>
    public static T? Find<T>(this Exception exception) where T : Exception
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found) return found;
        }

        return null;
    }
}
