using System.Text.Json;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>Says of what an upstream executed whether the policy of the ground denies it: from the upstream's side, without a word of the gateway's.</summary>
internal static class Oracle
{
    /// <summary>Why it should never have come to it; null where it may.</summary>
    public static string? ObjectionOrNull(Executed call)
    {
        var arguments = call.Arguments;
        if (call.Tool is "danger" or "hidden")
        {
            return $"`{call.Tool}` is denied";
        }

        if (call.Tool == "read" && !(Text(arguments, "path") ?? "").StartsWith("/srv/docs/", StringComparison.Ordinal))
        {
            return $"`{Text(arguments, "path")}` was read";
        }

        if (call.Tool == "prompt" && Text(arguments, "name") == "secret")
        {
            return "the prompt `secret` was taken";
        }

        if (call.Tool == "guarded")
        {
            var path = Text(arguments, "path");
            if (path is null || !path.StartsWith("/srv/ok/", StringComparison.Ordinal) || path.Split('/').Contains(".."))
            {
                return $"`guarded` ran on `{path}`";
            }

            if (arguments.TryGetProperty("options", out var options) && Text(options, "mode") == "force")
            {
                return "`guarded` ran by force";
            }
        }

        if (Text(arguments, "resumedBy") is { } other && other != Text(arguments, "by"))
        {
            return $"`{other}` took up a call of `{Text(arguments, "by")}`";
        }

        // Who sends an attack writes its own name beside it: another client's session must not be the one that it ran in.
        return Text(arguments, "by") is { } sender && call.Client is { } client && client != sender ? $"`{sender}` spoke in the session of `{client}`" : null;
    }

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
