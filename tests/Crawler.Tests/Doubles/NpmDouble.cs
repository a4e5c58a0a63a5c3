using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Catalog.Crawler.Tests.Doubles;

/// <summary>A package registry on loopback, for the real npm client.</summary>
internal sealed class NpmDouble : IAsyncDisposable
{
    private readonly Dictionary<string, List<(string Version, byte[] Bytes, string Integrity)>> _packages = new(StringComparer.Ordinal);
    private WebDouble _web = null!;

    /// <summary>Where it stands.</summary>
    public Uri Address => _web.Address;

    /// <summary>What was asked of it.</summary>
    public IEnumerable<string> Requests => _web.Requests;

    /// <summary>True for a registry that knows packages as a whole only, as mirrors do.</summary>
    public bool IsSilentOnVersions { get; set; }

    /// <summary>How many requests it answered by saying that nothing changed.</summary>
    public int Unchanged { get; private set; }

    /// <summary>How many archives it gave out.</summary>
    public int Downloads => _web.Requests.Count(static request => request.EndsWith(".tgz", StringComparison.Ordinal));

    public static async Task<NpmDouble> StartAsync()
    {
        var self = new NpmDouble();
        self._web = await WebDouble.StartAsync(self.AnswerAsync);
        return self;
    }

    /// <summary>Publishes a version; the newest is the one published last.</summary>
    public NpmDouble Publish(string name, string version, params (string Path, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (path, content) in files.Append(("package.json", JsonSerializer.Serialize(new { name, version, main = "index.mjs", bin = "index.mjs" }))))
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/" + path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
            }
        }

        return Publish(name, version, bytes.ToArray());
    }

    /// <summary>Publishes bytes as they are, under an integrity of choice.</summary>
    public NpmDouble Publish(string name, string version, byte[] bytes, string? integrity = null)
    {
        _packages.TryAdd(name, []);
        _packages[name].Add((version, bytes, integrity ?? "sha512-" + Convert.ToBase64String(SHA512.HashData(bytes))));
        return this;
    }

    /// <summary>A script that runs the real client against this registry, with a cache of its own.</summary>
    public string Client(TemporaryFolder folder) => Client(folder, _web.Address);

    /// <summary>A script that runs the real client against an address.</summary>
    /// <param name="folder">Holds the script, the cache, and <c>npm-runs</c>: a line for each start.</param>
    /// <param name="registry">The address.</param>
    /// <param name="more">More options of the client.</param>
    public static string Client(TemporaryFolder folder, Uri registry, string more = "")
    {
        var script = folder.File("npm-client");
        File.WriteAllText(script, $"#!/bin/sh\necho \"$1\" >> {folder.File("npm-runs")}\nexec npm {more} --registry={registry} --cache={folder.File("npm-cache")} --fetch-retries=0 \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return script;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    /// <summary>One version, by <c>/NAME/TAG</c>.</summary>
    private async Task<bool> AnswerVersionAsync(HttpContext context, string target)
    {
        if (target.Trim('/').Split('/') is not [var escaped, var tag] || escaped.StartsWith('@') && !escaped.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            || !_packages.TryGetValue(Uri.UnescapeDataString(escaped), out var versions) || (tag == "latest" ? versions[^1] : versions.Find(v => v.Version == tag)) is not { Version: not null } found)
        {
            return false;
        }

        context.Response.Headers.ETag = $"\"{found.Version}\"";
        if (context.Request.Headers.IfNoneMatch == $"\"{found.Version}\"")
        {
            Unchanged++;
            context.Response.StatusCode = 304;
            return true;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { name = Uri.UnescapeDataString(escaped), version = found.Version, dist = new { integrity = found.Integrity } }));
        return true;
    }

    private async Task AnswerAsync(HttpContext context, string target)
    {
        if (!IsSilentOnVersions && await AnswerVersionAsync(context, target))
        {
            return;
        }

        var path = Uri.UnescapeDataString(target.TrimStart('/'));
        var file = path.IndexOf("/-/", StringComparison.Ordinal);
        if (!_packages.TryGetValue(file < 0 ? path : path[..file], out var versions))
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsync("{}");
        }
        else if (file >= 0)
        {
            await context.Response.Body.WriteAsync(versions.Single(v => path.EndsWith($"/{v.Version}.tgz", StringComparison.Ordinal)).Bytes);
        }
        else
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["name"] = path,
                ["dist-tags"] = new { latest = versions[^1].Version },
                ["versions"] = versions.ToDictionary(
                    static v => v.Version,
                    v => (object)new { name = path, version = v.Version, bin = "index.mjs", dist = new { tarball = $"{_web.Address}{path}/-/{v.Version}.tgz", integrity = v.Integrity } },
                    StringComparer.Ordinal),
            }));
        }
    }
}
