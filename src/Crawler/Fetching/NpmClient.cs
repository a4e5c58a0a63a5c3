using System.Text.Json;
using Catalog.Crawler.Processes;

namespace Catalog.Crawler.Fetching;

/// <summary>The npm client of this machine, with its user's configuration (registries, proxies, certificates). Scripts of packages never run.</summary>
internal sealed class NpmClient(CrawlerOptions options) : IDisposable
{
    private static readonly Dictionary<string, string?> Quiet = new(StringComparer.Ordinal)
    {
        ["NO_COLOR"] = "1",
        ["npm_config_ignore_scripts"] = "true",
        ["npm_config_audit"] = "false",
        ["npm_config_fund"] = "false",
        ["npm_config_update_notifier"] = "false",
        ["npm_config_loglevel"] = "error",
        ["npm_config_fetch_retries"] = "2",
        ["npm_config_fetch_retry_mintimeout"] = "1000",
        ["npm_config_workspaces"] = null,
        ["npm_config_workspace"] = null,
        ["INIT_CWD"] = null,
    };

    /// <summary>A client takes a processor and much memory: there are never more of them than servers are read at once.</summary>
    private readonly SemaphoreSlim _turns = new(options.Parallelism);

    /// <summary>Runs the client in a folder of ours, so that no project's configuration takes part.</summary>
    public async Task<ChildResult> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await Child.RunAsync(
                new ChildCommand { Program = options.NpmCommand, Arguments = arguments, Folder = folder, Environment = Quiet, Timeout = options.FetchTimeout },
                cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>Why a call failed, in words for the user.</summary>
    /// <param name="result">How the client ended.</param>
    /// <param name="package">The package asked for, as the user wrote it.</param>
    public static string Explain(ChildResult result, string package)
    {
        if (result.Problem is not null)
        {
            return result.Problem;
        }

        var (code, summary) = ErrorOf(result);
        return code switch
        {
            "E404" when IsOfVersion(summary) => $"there is no such version of `{package}`; see `npm view` for those there are",
            "ETARGET" => $"there is no such version of `{package}`; see `npm view` for those there are",
            "E404" => $"there is no package `{package}`, or it is not public; check its spelling",
            "E401" or "E403" => $"the registry refuses `{package}`; log in with `npm login`",
            "ENOTFOUND" or "EAI_AGAIN" or "ECONNREFUSED" or "ECONNRESET" or "ETIMEDOUT" or "ERR_SOCKET_TIMEOUT" or "ENETUNREACH" or "EHOSTUNREACH" =>
                $"the npm registry is not to be reached ({code}); check the network and `npm config get registry`",
            "EINTEGRITY" => $"the registry sent other bytes than it announced for `{package}`; run `npm cache verify`",
            "" => $"npm failed for `{package}`: {result.FirstError("npm error", "npm ERR!")}",
            _ => $"npm failed for `{package}` ({code}): {summary}",
        };
    }

    /// <summary>Whether the registry answered that it has no such package, and not only no such version.</summary>
    public static bool SaysNoPackage(ChildResult result) => result.Problem is null && ErrorOf(result) is { Code: "E404" } error && !IsOfVersion(error.Summary);

    private static bool IsOfVersion(string summary) => summary.StartsWith("No match found for version", StringComparison.Ordinal);

    private static (string Code, string Summary) ErrorOf(ChildResult result)
    {
        try
        {
            using var json = JsonDocument.Parse(result.Output);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            {
                return (Member(error, "code"), Member(error, "summary"));
            }
        }
        catch (JsonException)
        {
            // Older clients write no JSON on failure; the code stands on the standard error then.
        }

        var line = result.Error.Split('\n').FirstOrDefault(static l => l.StartsWith("npm error code ", StringComparison.Ordinal) || l.StartsWith("npm ERR! code ", StringComparison.Ordinal));
        return (line?[(line.LastIndexOf(' ') + 1)..].Trim() ?? "", "");
    }

    private static string Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? new string([.. value.GetString()!.Where(static c => !char.IsControl(c)).Take(200)])
            : "";
}
