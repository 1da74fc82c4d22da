using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Wall;

/// <summary>What was forecast at an instant, kept for an hour: a row of <c>WallForecasts</c>.</summary>
/// <param name="Agents">How many were here then.</param>
/// <param name="Expected">How many promises were expected to break within the hour.</param>
internal sealed record KeptForecast(DateTimeOffset At, int Agents, int Expected);

internal sealed class KeptForecastConfiguration : IEntityTypeConfiguration<KeptForecast>
{
    public void Configure(EntityTypeBuilder<KeptForecast> builder)
    {
        builder.ToTable("WallForecasts");
        builder.HasKey(forecast => forecast.At);
        builder.Property(forecast => forecast.At).ValueGeneratedNever();
    }
}
