using System.Text;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Loading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads a <c>gateway.yaml</c> whole: every error is gathered, and a file with one error gives no plan.</summary>
public static class GatewayFileReader
{
    internal static readonly string[] Keys = ["version", "listeners", "upstreams", "policies", "grants", "oauth", "limits", "aggregate", "scan", "tool_changes", "unknown_tools", "approvals", "counters", "log", "metrics", "telemetry", "store", "allow_methods", "shutdown_grace"];

    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads a file with the variables of this process, and no stored secrets. Bad input is never thrown about.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static GatewayFile Read(string path) => Read(path, ReadBytes(path), System.Environment.GetEnvironmentVariable);

    /// <summary>Reads a file with the variables of this process and the stored secrets that it names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secrets">Where those are; not asked where it names none.</param>
    /// <param name="cancellationToken">Ends the wait for them.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="Core.Catalogs.StoreException">The store of the secrets cannot be reached.</exception>
    public static Task<GatewayFile> ReadAsync(string path, ISecretSource secrets, CancellationToken cancellationToken) =>
        ReadAsync(path, ReadBytes(path), System.Environment.GetEnvironmentVariable, secrets, cancellationToken);

    /// <summary>As above, of a text that is at hand.</summary>
    internal static async Task<GatewayFile> ReadAsync(string path, byte[] utf8, Func<string, string?> environment, ISecretSource secrets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        // Which secrets, and in which store, is told by the file itself: it is read once without them.
        var first = Read(path, utf8, environment, SecretValues.None);
        if (first.SecretUses.Count == 0)
        {
            return first;
        }

        var values = await secrets.ReadAsync(first.Store, first.SecretNames, cancellationToken);
        return Read(path, utf8, environment, values);
    }

    /// <summary>As above, of a text that is at hand.</summary>
    /// <param name="path">The file's name, from whose folder relative paths go.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="environment">The value of a variable; null where it is not set.</param>
    /// <param name="secrets">The stored secrets that are at hand; null for none.</param>
    internal static GatewayFile Read(string path, ReadOnlySpan<byte> utf8, Func<string, string?> environment, SecretValues? secrets = null)
    {
        var stored = secrets ?? SecretValues.None;
        var reading = new ConfigurationReading(path, Path.GetDirectoryName(Path.GetFullPath(path))!, environment, stored);
        var root = RootOrNull(utf8, path, reading);
        var plan = root is not null && MapReader.OfOrNull(root, reading, "gateway.yaml", Keys) is { } map ? ReadPlan(map, reading) : null;
        var file = new GatewayFile(null, [.. reading.Problems.OrderBy(p => p.File != path).ThenBy(static p => p.File, StringComparer.Ordinal).ThenBy(static p => p.Line).ThenBy(static p => p.Column)])
        {
            SecretUses = root is null ? [] : SecretUse.In(root),
            Store = plan?.Store,
            SecretMarks = stored.Marks,
        };
        return file.Problems.Count > 0 || plan is null
            ? file
            : file with { Plan = plan with { File = Path.GetFullPath(path), Source = utf8.ToArray(), SecretNames = file.SecretNames, SecretMarks = stored.Marks } };
    }

    internal static byte[] ReadBytes(string path)
    {
        if (PolicyFileSource.IsEmpty(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > MaxBytes)
        {
            throw new IOException($"the configuration `{path}` is larger than {MaxBytes} bytes: shorten it");
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static GatewayPlan ReadPlan(MapReader map, ConfigurationReading reading)
    {
        if (map.RequiredOrNull("version") is { } version && version != "1")
        {
            map.Add("version", "`version` must be 1");
        }

        foreach (var key in (string[])["approvals", "counters", "log", "telemetry"])
        {
            reading.KeepSecret(map.FindOrNull(key));
        }

        var limits = LimitSection.Read(map, reading);
        var log = LogSection.Read(map, reading);
        limits = limits with { LogValues = log.Values };
        var approvals = ApprovalSection.Read(map, reading);
        var policies = PolicySection.Read(map.FindOrNull("policies"), reading);
        var upstreams = UpstreamSection.Read(map, reading, policies, limits, approvals);
        var listeners = ListenerSection.Read(map.FindOrNull("listeners"), reading);
        var grants = GrantSection.Read(map, reading, upstreams, policies);
        return new GatewayPlan
        {
            Listeners = listeners,
            Policies = policies,
            Upstreams = upstreams,
            Grants = grants,
            WithheldVariables = [.. reading.Secrets],
            OAuth = OAuthSection.Read(map, reading, listeners, upstreams, policies),
            SessionsPerHour = limits.SessionsPerHour,
            ConcurrentCalls = limits.ConcurrentCalls,
            RequestsPerMinute = limits.RequestsPerMinute,
            Connections = limits.Connections,
            MaxMessageBytes = limits.MessageBytes,
            ShutdownGrace = limits.ShutdownGrace,
            Aggregate = AggregateSection.Read(map, reading, upstreams),
            ApprovalPage = approvals.Page,
            ApprovalWebhook = approvals.Webhook,
            CounterStore = limits.CounterStore,
            Log = log,
            Metrics = MetricsSection.Read(map, reading),
            Telemetry = TelemetrySection.Read(map, reading),
            Store = map.TextOrNull("store") is { } store ? reading.PathOf(store) : null,
        };
    }

    private static YamlNode? RootOrNull(ReadOnlySpan<byte> utf8, string path, ConfigurationReading reading)
    {
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(utf8).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            reading.Problems.Add(new ConfigurationProblem(path, 1, 1, "the file is not UTF-8: save it so"));
            return null;
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            if (AliasOrNull(text) is { } alias)
            {
                reading.Problems.Add(new ConfigurationProblem(path, (int)alias.Start.Line, (int)alias.Start.Column, "anchors and aliases are not read here: write the value out"));
                return null;
            }

            var yaml = new YamlStream();
            yaml.Load(new UniqueKeys(parser, key => reading.Problems.Add(new ConfigurationProblem(path, (int)key.Start.Line, (int)key.Start.Column, $"`{key.Value}` is there twice in its map: keep one of them"))));
            if (yaml.Documents is [{ RootNode: var root }])
            {
                return root;
            }

            reading.Problems.Add(new ConfigurationProblem(path, 1, 1, yaml.Documents.Count == 0 ? "the file is empty: begin with `version: 1`" : "the file must hold one document"));
        }
        catch (YamlException broken)
        {
            reading.Problems.Add(new ConfigurationProblem(path, (int)broken.Start.Line, (int)broken.Start.Column, $"this is not YAML: {broken.Message.Trim().TrimEnd('.')}"));
        }
        catch (InvalidOperationException)
        {
            // The library's scanner gives up so on some texts, instead of with an error of its own.
            reading.Problems.Add(new ConfigurationProblem(path, (int)Math.Max(1, parser.Current?.Start.Line ?? 1), (int)Math.Max(1, parser.Current?.Start.Column ?? 1), "this is not YAML from here on"));
        }

        return null;
    }

    /// <summary>The first alias: a few of them, one inside the other, can stand for more than fits into memory.</summary>
    private static AnchorAlias? AliasOrNull(string text)
    {
        var events = new Parser(new StringReader(text));
        while (events.MoveNext())
        {
            if (events.Current is AnchorAlias alias)
            {
                return alias;
            }
        }

        return null;
    }
}
