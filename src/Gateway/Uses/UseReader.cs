using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Uses;

/// <summary>Reads what a request would use: resources, prompts, and what completions refer to.</summary>
internal static class UseReader
{
    private const int MaxDepth = 512;

    /// <summary>Whether a policy is asked about a method.</summary>
    public static bool IsUse(string? method) =>
        method is Methods.ReadResource or Methods.SubscribeResource or Methods.GetPrompt or Methods.Complete or Methods.Listen;

    public static UsesRead Read(Envelope message)
    {
        if (!message.Params.IsPresent)
        {
            return new UsesRead([], Missing: "params");
        }

        using var document = JsonDocument.Parse(message.Params.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = MaxDepth });
        var parameters = document.RootElement;
        if (VariantOrNull(parameters, "uri", "name", "arguments", "ref", "argument", "context", "notifications") is { } variant)
        {
            return Ambiguous(variant);
        }

        return message.Method switch
        {
            Methods.GetPrompt => Prompt(parameters),
            Methods.Complete => Completion(parameters),
            Methods.Listen => Subscriptions(parameters),
            _ => TextOrNull(parameters, "uri") is { } uri ? new UsesRead([new Use(PolicySubject.Resource, uri)]) : new UsesRead([], Missing: "params.uri"),
        };
    }

    private static UsesRead Prompt(JsonElement parameters)
    {
        if (TextOrNull(parameters, "name") is not { } name)
        {
            return new UsesRead([], Missing: "params.name");
        }

        var arguments = parameters.TryGetProperty("arguments", out var found) && found.ValueKind != JsonValueKind.Null ? found.Clone() : (JsonElement?)null;
        return new UsesRead([new Use(PolicySubject.Prompt, name, arguments)]);
    }

    // Servers look at the name or at the address, and not all of them at the type: both are asked about.
    private static UsesRead Completion(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("ref", out var reference) || reference.ValueKind != JsonValueKind.Object)
        {
            return new UsesRead([], Missing: "params.ref");
        }

        if (VariantOrNull(reference, "type", "name", "uri") is { } variant || VariantInside(parameters, out variant))
        {
            return Ambiguous(variant!);
        }

        var uses = new List<Use>();
        if (TextOrNull(reference, "name") is { } name)
        {
            uses.Add(new Use(PolicySubject.Prompt, name, Known(parameters)));
        }

        if (TextOrNull(reference, "uri") is { } uri)
        {
            uses.Add(new Use(uri.Contains('{', StringComparison.Ordinal) ? PolicySubject.ResourceTemplate : PolicySubject.Resource, uri));
        }

        return uses.Count > 0 ? new UsesRead(uses) : new UsesRead([], Missing: "params.ref.name");
    }

    private static UsesRead Subscriptions(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("notifications", out var wanted) || wanted.ValueKind != JsonValueKind.Object)
        {
            return new UsesRead([]);
        }

        if (VariantOrNull(wanted, "resourceSubscriptions") is { } variant)
        {
            return Ambiguous(variant);
        }

        if (!wanted.TryGetProperty("resourceSubscriptions", out var addresses) || addresses.ValueKind == JsonValueKind.Null)
        {
            return new UsesRead([]);
        }

        return addresses.ValueKind == JsonValueKind.Array && addresses.EnumerateArray().All(static a => a.ValueKind == JsonValueKind.String)
            ? new UsesRead([.. addresses.EnumerateArray().Select(static a => new Use(PolicySubject.Resource, a.GetString()!))])
            : new UsesRead([], Missing: "params.notifications.resourceSubscriptions");
    }

    private static bool VariantInside(JsonElement parameters, out string? variant)
    {
        variant = null;
        if (parameters.TryGetProperty("argument", out var argument) && argument.ValueKind == JsonValueKind.Object)
        {
            variant = VariantOrNull(argument, "name", "value");
        }

        if (variant is null && parameters.TryGetProperty("context", out var context) && context.ValueKind == JsonValueKind.Object)
        {
            variant = VariantOrNull(context, "arguments");
        }

        return variant is not null;
    }

    /// <summary>The arguments that a completion tells: those that are chosen already, and the one that is being written.</summary>
    private static JsonElement Known(JsonElement parameters)
    {
        var known = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (parameters.TryGetProperty("context", out var context) && context.ValueKind == JsonValueKind.Object
            && context.TryGetProperty("arguments", out var chosen) && chosen.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in chosen.EnumerateObject())
            {
                known[member.Name] = member.Value;
            }
        }

        if (parameters.TryGetProperty("argument", out var argument) && argument.ValueKind == JsonValueKind.Object
            && TextOrNull(argument, "name") is { } name && argument.TryGetProperty("value", out var value))
        {
            known[name] = value;
        }

        return JsonSerializer.SerializeToElement(known);
    }

    private static string? VariantOrNull(JsonElement parameters, params ReadOnlySpan<string> names)
    {
        foreach (var member in parameters.EnumerateObject())
        {
            foreach (var name in names)
            {
                if (StrictText.DiffersByCase(Encoding.UTF8.GetBytes(member.Name), Encoding.ASCII.GetBytes(name)))
                {
                    return name;
                }
            }
        }

        return null;
    }

    private static UsesRead Ambiguous(string name) => new([], Refusal.Ambiguous($"A member differs from `{name}` by nothing but case: spell it `{name}`"));

    private static string? TextOrNull(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
