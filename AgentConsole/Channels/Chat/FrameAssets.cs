using System.Security.Cryptography;

namespace AgentConsole.Channels.Chat;

/// <summary>The addresses of the frame's files, which change with what is in them: a new release is never mixed with a cached old one.</summary>
internal sealed record FrameFiles(string Script, string Style, string Panel, string Preview, string Watch, string Watching);

internal sealed class FrameAssets(IWebHostEnvironment environment)
{
    private (DateTimeOffset Stamp, FrameFiles Files)? _known;

    /// <summary>Null where the widget was not built.</summary>
    public FrameFiles? Current
    {
        get
        {
            var script = environment.WebRootFileProvider.GetFileInfo("widget/frame.js");
            var style = environment.WebRootFileProvider.GetFileInfo("widget/frame-style.css");
            var panel = environment.WebRootFileProvider.GetFileInfo("widget/panel.js");
            var preview = environment.WebRootFileProvider.GetFileInfo("widget/preview.js");
            var watch = environment.WebRootFileProvider.GetFileInfo("widget/watch.js");
            var watching = environment.WebRootFileProvider.GetFileInfo("widget/watching.js");
            var all = new[] { script, style, panel, preview, watch, watching };
            if (!all.All(file => file.Exists)) return null;
            var stamp = all.Max(file => file.LastModified);
            if (_known is { } known && known.Stamp == stamp) return known.Files;
            var files = new FrameFiles(
                $"/widget/frame.js?v={Hash(script)}", $"/widget/frame-style.css?v={Hash(style)}", $"/widget/panel.js?v={Hash(panel)}",
                $"/widget/preview.js?v={Hash(preview)}", $"/widget/watch.js?v={Hash(watch)}", $"/widget/watching.js?v={Hash(watching)}");
            _known = (stamp, files);
            return files;
        }
    }

    private static string Hash(Microsoft.Extensions.FileProviders.IFileInfo file)
    {
        using var content = file.CreateReadStream();
        return Convert.ToHexStringLower(SHA256.HashData(content))[..16];
    }
}
