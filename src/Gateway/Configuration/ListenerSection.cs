using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Catalog.Gateway.Listening;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>listeners</c>.</summary>
internal static class ListenerSection
{
    public static readonly string[] Keys = ["url", "require_grant", "allowed_hosts", "allowed_origins", "tls"];
    public static readonly string[] TlsKeys = ["certificate", "key"];

    private static readonly Listener Default = new() { Url = new Uri("http://127.0.0.1:5081") };

    /// <summary>The listeners; one on loopback where the file names none.</summary>
    public static IReadOnlyList<Listener> Read(YamlNode? node, ConfigurationReading reading)
    {
        if (node is null)
        {
            return [Default];
        }

        if (node is not YamlSequenceNode { Children.Count: > 0 } list)
        {
            reading.Add(node, "`listeners` must be a list with at least one entry, as in `- url: http://127.0.0.1:5081`");
            return [];
        }

        var listeners = new List<Listener>();
        foreach (var item in list.Children)
        {
            if (MapReader.OfOrNull(item, reading, "listeners", Keys) is { } map && ReadOneOrNull(map, reading) is { } listener)
            {
                if (listener.Url.Port != 0 && listeners.Exists(other => other.Url.Authority == listener.Url.Authority))
                {
                    map.Add("url", $"`{listener.Url.Authority}` is listened at already: name each address once");
                }

                listeners.Add(listener);
            }
        }

        return listeners;
    }

    private static Listener? ReadOneOrNull(MapReader map, ConfigurationReading reading)
    {
        if (map.RequiredOrNull("url") is null || map.AddressOrNull("url", "http", "https") is not { } url)
        {
            return null;
        }

        if (url.Host != "localhost" && !System.Net.IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
        {
            map.Add("url", $"`url` must have an IP address or `localhost`, not `{url.Host}`: write 0.0.0.0 for every address of the machine, and its names in `allowed_hosts`");
        }

        if (url.AbsolutePath != "/" || url.Query.Length > 0)
        {
            map.Add("url", "`url` must have no path: servers stand at `/mcp/` and their name");
        }

        var (certificate, key) = (default(string), default(string));
        if (map.FindOrNull("tls") is { } tls && MapReader.OfOrNull(tls, reading, "tls", TlsKeys) is { } files)
        {
            certificate = files.RequiredOrNull("certificate") is { } c ? reading.PathOf(c) : null;
            key = files.RequiredOrNull("key") is { } k ? reading.PathOf(k) : null;
            if (certificate is not null && key is not null && ProblemOrNull(certificate, key) is { } problem)
            {
                reading.Add(tls, problem);
            }
        }

        if ((url.Scheme == "https") != map.Has("tls"))
        {
            map.Add("url", url.Scheme == "https" ? "an https address needs `tls` with `certificate` and `key`" : "`tls` needs an https address: write `https://` in `url`, or leave `tls` out");
        }

        return new Listener
        {
            Url = url,
            RequireGrant = map.Flag("require_grant", false),
            AllowedHosts = map.Texts("allowed_hosts"),
            AllowedOrigins = map.Texts("allowed_origins"),
            CertificateFile = certificate,
            KeyFile = key,
        };
    }

    private static string? ProblemOrNull(string certificate, string key)
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(certificate, key);
            return null;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"the certificate `{certificate}` with the key `{key}` cannot be used: {failure.Message.TrimEnd('.')}; both must be PEM files of one pair";
        }
    }
}
