using AgentConsole.Common;
using AgentConsole.Sites;
using AgentConsole.Tickets.Files;
using Microsoft.AspNetCore.Components.Forms;

namespace AgentConsole.Console.Admin.Sites;

/// <summary>Takes in a picture for a site. What it is, its content says.</summary>
internal static class LogoReader
{
    /// <summary>Refused: as <see cref="SiteLogo.Of"/>.</summary>
    public static async Task<Outcome<SiteLogo>> ReadAsync(IBrowserFile chosen, CancellationToken cancellationToken)
    {
        if (chosen.Size > SiteLogo.MaxBytes) return new Refusal("site.logo_too_large", SiteLogo.MaxBytes / 1024);
        using var content = new MemoryStream();
        await using (var file = chosen.OpenReadStream(SiteLogo.MaxBytes, cancellationToken)) await file.CopyToAsync(content, cancellationToken);
        var bytes = content.ToArray();
        var type = FileTypes.Of(bytes.AsSpan(0, Math.Min(bytes.Length, FileTypes.HeadLength)));
        return SiteLogo.Of(bytes, type, PictureSize.Read(type, content));
    }
}
