using Catalog.Gateway.Approvals;
using Catalog.Gateway.Approvals.Webhooks;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>approvals</c>: how long calls are held, how many people have to approve, and where that is announced; a server's own section says how many for its tools.</summary>
internal sealed record ApprovalSection
{
    public static readonly string[] Keys = ["hold", "approvers", "own_calls", "url", "webhook"];
    public static readonly string[] ServerKeys = ["approvers", "tools"];
    public static readonly string[] WebhookKeys = ["url", "secret", "secret_env", "callback_secret", "callback_secret_env", "allow_http", "allow_private"];

    public TimeSpan Hold { get; private init; } = new GatewayOptions { ServerId = "", PolicyFile = "" }.ApprovalHold;

    public ApproverCounts Approvers { get; private init; } = new();

    /// <summary>Whether approvers may approve calls of grants that they hold.</summary>
    public bool OwnCalls { get; private init; }

    public Uri? Page { get; private init; }

    public WebhookOptions? Webhook { get; private init; }

    public static ApprovalSection Read(MapReader root, ConfigurationReading reading)
    {
        var defaults = new ApprovalSection();
        if (root.FindOrNull("approvals") is not { } node || MapReader.OfOrNull(node, reading, "approvals", Keys) is not { } map)
        {
            return defaults;
        }

        var page = map.AddressOrNull("url", "http", "https");
        if (page is { Query.Length: > 0 } || page is not null && page.AbsolutePath != "/")
        {
            map.Add("url", "`url` must have no path: the pages stand at `/approvals` under it");
        }

        if (page is { Scheme: "http", IsLoopback: false })
        {
            map.Add("url", "`url` must be https, for approvers write their secret there; http is for loopback alone");
        }

        return new ApprovalSection
        {
            Hold = map.Time("hold", defaults.Hold, TimeSpan.FromDays(1)),
            Approvers = new ApproverCounts { Least = map.Number("approvers", 1, 1, ApproverCounts.Most) },
            OwnCalls = map.Choice("own_calls", "deny", "deny", "allow") == "allow",
            Page = page,
            Webhook = map.FindOrNull("webhook") is { } webhook && MapReader.OfOrNull(webhook, reading, "webhook", WebhookKeys) is { } hook ? WebhookOrNull(hook, reading) : null,
        };
    }

    /// <summary>How many approvers the tools of one server need.</summary>
    public static ApproverCounts OfServer(MapReader server, ConfigurationReading reading, ApproverCounts otherwise)
    {
        if (server.FindOrNull("approvals") is not { } node || MapReader.OfOrNull(node, reading, "approvals", ServerKeys) is not { } map)
        {
            return otherwise;
        }

        var tools = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, value) in map.Entries("tools", "a map of tools and numbers, as in `transfer_*: 2`"))
        {
            if (name.AsSpan().ContainsAny('?', '\\') || name.Length == 0)
            {
                reading.Add(value, $"`{name}` must be a tool's name, in which `*` stands for any run of characters");
            }
            else if (reading.TextOrNull(value, name) is { } text)
            {
                if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= ApproverCounts.Most)
                {
                    tools[name] = count;
                }
                else
                {
                    reading.Add(value, $"`{name}` must be a whole number from 1 to {ApproverCounts.Most}");
                }
            }
        }

        return new ApproverCounts { Least = map.Number("approvers", otherwise.Least, 1, ApproverCounts.Most), Tools = tools };
    }

    private static WebhookOptions? WebhookOrNull(MapReader map, ConfigurationReading reading)
    {
        var url = map.RequiredOrNull("url") is null ? null : map.AddressOrNull("url", "http", "https");
        var allowHttp = map.Flag("allow_http", false);
        if (url is { Scheme: "http", IsLoopback: false } && !allowHttp)
        {
            map.Add("url", "`url` must be https: http is for loopback alone, or with `allow_http: true`");
        }

        if (!map.Has("secret") && !map.Has("secret_env"))
        {
            reading.Add(map.Node, "`secret_env` is missing in `webhook`: name the variable that holds the key, or write `secret: \"${secret:NAME}\"`");
        }

        var secret = KeyOrNull(map, "secret", reading);
        var callback = KeyOrNull(map, "callback_secret", reading);
        if (secret is not null && callback is not null && secret.AsSpan().SequenceEqual(callback))
        {
            var key = map.Has("callback_secret") ? "callback_secret" : "callback_secret_env";
            map.Add(key, $"`{key}` must be another secret than that of the gateway: what one side signs must not pass for what the other does");
        }

        return url is null || secret is null
            ? null
            : new WebhookOptions { Url = url, Secret = secret, CallbackSecret = callback, AllowHttp = allowHttp, AllowPrivate = map.Texts("allow_private") };
    }

    /// <summary>A key, as <paramref name="direct"/> has it, or as a variable holds it that the key of the same name with <c>_env</c> names.</summary>
    private static byte[]? KeyOrNull(MapReader map, string direct, ConfigurationReading reading)
    {
        var key = direct + "_env";
        if (map.Has(direct))
        {
            return DirectKeyOrNull(map, direct, key);
        }

        if (map.TextOrNull(key) is not { } name)
        {
            return null;
        }

        if (reading.SecretOrNull(name) is not { } text)
        {
            map.Add(key, $"the environment has no variable `{name}`: set it before the gateway starts");
            return null;
        }

        if (WebhookKey.ReadOrNull(text) is { } secret)
        {
            return secret;
        }

        map.Add(key, $"the variable `{name}` holds no key: write 24 characters or more, or `whsec_` and base64");
        return null;
    }

    private static byte[]? DirectKeyOrNull(MapReader map, string key, string variable)
    {
        if (map.Has(variable))
        {
            map.Add(key, $"`{key}` and `{variable}` are both there: keep one of them");
            return null;
        }

        if (map.SecretTextOrNull(key) is not { } text)
        {
            return null;
        }

        if (WebhookKey.ReadOrNull(text) is { } secret)
        {
            return secret;
        }

        map.Add(key, $"`{key}` holds no key: it takes 24 characters or more, or `whsec_` and base64");
        return null;
    }
}
