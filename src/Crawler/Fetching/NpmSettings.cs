using System.Text.Json;

namespace Catalog.Crawler.Fetching;

/// <summary>What this user's npm client is configured with, as far as a plain request to its registry needs it. The client tells no secrets, so where it has any, it asks for itself.</summary>
internal sealed class NpmSettings(NpmClient npm, CrawlerOptions options, WorkFolders folders) : IDisposable
{
    /// <summary>Settings that a plain request would not follow: where one is set, the client asks.</summary>
    private static readonly string[] Others = ["proxy", "https-proxy", "http-proxy", "cert", "key", "before", "min-release-age", "local-address"];

    /// <summary>Parts of the names of settings that hold secrets.</summary>
    private static readonly string[] Secrets = ["_auth", "_password", "certfile", "keyfile"];

    private readonly SemaphoreSlim _gate = new(1);
    private (string Command, Dictionary<string, Uri> Registries)? _read;

    /// <summary>The registry of a package, with a slash at its end; null where only the client can ask it.</summary>
    public async Task<Uri?> RegistryOrNullAsync(string package, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_read is not { } read || read.Command != options.NpmCommand)
            {
                _read = read = (options.NpmCommand, await AskAsync(cancellationToken));
            }

            var scope = package.StartsWith('@') ? package[..package.IndexOf('/', StringComparison.Ordinal)] + ":registry" : "";
            return read.Registries.GetValueOrDefault(scope) ?? read.Registries.GetValueOrDefault("registry");
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Dictionary<string, Uri>> AskAsync(CancellationToken cancellationToken)
    {
        using var folder = folders.Create();
        var listed = await npm.RunAsync(folder.Path, ["config", "list", "--json"], cancellationToken);
        if (!listed.IsSuccess || HasSecretsInEnvironment())
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(listed.Output);
            var all = json.RootElement.EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value, StringComparer.Ordinal);
            return IsPlain(all) && !HasSecrets(all, "userconfig") && !HasSecrets(all, "globalconfig") ? Registries(all) : [];
        }
        catch (Exception failed) when (failed is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Dictionary<string, Uri> Registries(Dictionary<string, JsonElement> all)
    {
        var found = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var (name, value) in all.Where(static p => p.Key == "registry" || p.Key is ['@', ..] && p.Key.EndsWith(":registry", StringComparison.Ordinal)))
        {
            if (value.ValueKind != JsonValueKind.String || !Uri.TryCreate(value.GetString()!.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
            {
                // A registry that is not understood would have its packages looked for elsewhere.
                return [];
            }

            found[name] = address;
        }

        return found;
    }

    private static bool IsPlain(Dictionary<string, JsonElement> all) =>
        !Others.Any(name => all.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) && value.ToString().Length > 0)
        && !(all.TryGetValue("offline", out var offline) && offline.ValueKind == JsonValueKind.True)
        && !(all.TryGetValue("prefer-offline", out var prefers) && prefers.ValueKind == JsonValueKind.True)
        && !(all.TryGetValue("strict-ssl", out var strict) && strict.ValueKind == JsonValueKind.False);

    private static bool HasSecrets(Dictionary<string, JsonElement> all, string name) =>
        all.TryGetValue(name, out var path) && path.ValueKind == JsonValueKind.String && File.Exists(path.GetString())
        && File.ReadLines(path.GetString()!).Any(static line => Secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));

    private static bool HasSecretsInEnvironment() =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(static name => name.StartsWith("npm_config_", StringComparison.OrdinalIgnoreCase) && Secrets.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase)));
}
