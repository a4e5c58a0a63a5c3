using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Shell;

/// <summary>The style sheet, the script and the icon: embedded, and served under a name that holds their hash, so that a browser asks once.</summary>
internal sealed class SiteAssets : ISiteTopic
{
    private static readonly FrozenDictionary<string, (string Name, byte[] Content, string Type)> Files = new[]
    {
        Load("site.css", "text/css; charset=utf-8"),
        Load("site.js", "text/javascript; charset=utf-8"),
        Load("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(static f => f.Name, StringComparer.Ordinal);

    public static SiteUrl Style { get; } = Url(".css");

    public static SiteUrl Script { get; } = Url(".js");

    public static SiteUrl Icon { get; } = Url(".svg");

    public void Map(RouteGroupBuilder routes)
    {
        routes.MapMethods("/assets/{name}", [HttpMethods.Get, HttpMethods.Head], static (HttpContext context, string name) =>
            Files.TryGetValue(name, out var file)
                ? new SiteResult(file.Content, file.Type) { CacheControl = "public, max-age=31536000, immutable" }
                : NotFoundPage.Answer(new PageRequest(context))).ExcludeFromDescription();
        routes.MapGet("/robots.txt", static () => new SiteResult("User-agent: *\nDisallow: /search\nDisallow: /-/\n"u8.ToArray(), "text/plain; charset=utf-8"))
            .ExcludeFromDescription();
    }

    private static SiteUrl Url(string extension) =>
        SiteUrl.Local("/assets/" + Files.Keys.Single(k => k.EndsWith(extension, StringComparison.Ordinal)));

    private static (string Name, byte[] Content, string Type) Load(string name, string type)
    {
        using var stream = typeof(SiteAssets).Assembly.GetManifestResourceStream($"assets/{name}")
            ?? throw new InvalidOperationException($"the asset `{name}` is not embedded");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        return ($"{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}", bytes, type);
    }
}
