using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace AgentConsole.Channels.Chat;

/// <summary>Sends the widget's files as they were compressed when they were built, to pages of any origin.</summary>
internal static class WidgetDelivery
{
    private const string Folder = "/widget";

    private static readonly (string Coding, string Ending)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Call it before the other files: those would send them as they are.</summary>
    public static void UseWidgetFiles(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Folder, StringComparison.Ordinal), branch =>
        {
            branch.Use((context, next) =>
            {
                if (Compressed(context.Request, files) is { } smaller) context.Request.Path = smaller;
                return next(context);
            });
            branch.UseStaticFiles(new StaticFileOptions { ContentTypeProvider = new Types(), OnPrepareResponse = Prepare });
        });
    }

    /// <summary>The path of the file as the browser would rather have it; null where it is sent as it is.</summary>
    private static PathString? Compressed(HttpRequest request, IFileProvider files)
    {
        if (Types.Of(request.Path.Value!) is null) return null;
        var wanted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, ending) in Codings)
        {
            if (!wanted.Any(each => each.Value == coding && each.Quality is not 0)) continue;
            var path = request.Path + ending;
            if (files.GetFileInfo(path).Exists) return path;
        }

        return null;
    }

    private static void Prepare(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        foreach (var (coding, ending) in Codings)
            if (file.File.Name.EndsWith(ending, StringComparison.Ordinal)) headers.ContentEncoding = coding;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // An address that names its content is good for ever; the loader's is in the pages of others and stays the same.
        headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=300, stale-while-revalidate=86400";
    }

    /// <summary>A compressed file is of the type that it has when it is unpacked.</summary>
    private sealed class Types : IContentTypeProvider
    {
        public static string? Of(string path) =>
            path.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : path.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : null;

        public bool TryGetContentType(string subpath, out string contentType)
        {
            var ending = Array.Find(Codings, coding => subpath.EndsWith(coding.Ending, StringComparison.Ordinal)).Ending ?? "";
            contentType = Of(subpath[..^ending.Length]) ?? "";
            return contentType.Length > 0;
        }
    }
}
