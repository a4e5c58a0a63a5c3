using System.Globalization;
using System.Text.Json;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Catalog.Gateway.Downstreams;

/// <summary>Headers repeat the message for those who read no bodies: where the two disagree, somebody is to be fooled.</summary>
internal static class HeaderAgreement
{
    private static readonly List<KeyValuePair<string, StringValues>> None = [];

    // Clients list the tools anew after this error, and try again: then it is known here which arguments the headers are to repeat.
    private static readonly Refusal Unknown = Mismatch("The server has not listed this tool through the gateway, so nobody can tell whether the headers `Mcp-Param-…` agree with the message: list the tools, and try again");

    private static readonly string[] Single = [HttpUpstream.VersionHeader, HttpUpstream.SessionHeader, "Mcp-Method", "Mcp-Name"];

    /// <summary>Null where headers and message agree.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="message">The message.</param>
    /// <param name="era">The era that they are of.</param>
    /// <param name="tools">The server's tools.</param>
    /// <param name="travel">Whether the server gets the headers that repeat arguments as the client wrote them.</param>
    public static Refusal? CheckOrNull(IHeaderDictionary headers, Envelope message, ProtocolEra era, ToolShelf tools, bool travel)
    {
        foreach (var name in Single)
        {
            if (headers[name].Count > 1)
            {
                return Mismatch($"The header `{name}` is there more than once");
            }
        }

        var parameters = ParametersIn(headers);
        if (message.Kind == MessageKind.Response)
        {
            // A response has no method: a server that went by the headers would run what they say.
            return headers.ContainsKey("Mcp-Method") || headers.ContainsKey("Mcp-Name") || parameters.Count > 0
                ? Mismatch("A response must not have the headers `Mcp-Method`, `Mcp-Name` and `Mcp-Param-…`")
                : null;
        }

        return (era == ProtocolEra.Modern ? VersionOrNull(headers, message) : null)
            ?? RepeatedOrNull(headers, "Mcp-Method", message.Method, era == ProtocolEra.Modern)
            ?? RepeatedOrNull(headers, "Mcp-Name", RoutingNames.Of(message), era == ProtocolEra.Modern && RoutingNames.IsNeeded(message))
            ?? (parameters.Count > 0 ? GivenOrNull(parameters, message, tools) : null)
            ?? (parameters.Count > 0 && travel && era == ProtocolEra.Modern && message.IsToolCall && tools.Tools?.ContainsKey(message.Name!) != true ? Unknown : null)
            ?? (era == ProtocolEra.Modern && message.IsToolCall ? ParametersOrNull(headers, message, message.Name!, tools) : null);
    }

    /// <summary>Arguments that the tool's schema wants repeated, each where it is there and no other. Without a schema there is nothing to compare.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="message">A call.</param>
    /// <param name="tool">The server's own name of the tool.</param>
    /// <param name="tools">The server's tools.</param>
    public static Refusal? ParametersOrNull(IHeaderDictionary headers, Envelope message, string tool, ToolShelf tools)
    {
        if (tools.Tools?.GetValueOrDefault(tool) is not { } schema)
        {
            return null;
        }

        using var arguments = JsonDocument.Parse(message.Arguments.IsPresent ? message.Arguments.Of(message.Bytes) : "{}"u8.ToArray(), new JsonDocumentOptions { MaxDepth = 512 });
        var repeated = ParamHeaders.Of(schema, arguments.RootElement).ToList();
        foreach (var header in ParamHeaders.DeclaredBy(schema))
        {
            if (headers.ContainsKey(header) && !repeated.Exists(r => r.Header.Equals(header, StringComparison.OrdinalIgnoreCase)))
            {
                return Mismatch($"The header `{header}` repeats an argument that is not there");
            }
        }

        foreach (var (header, value) in repeated)
        {
            if (!headers.TryGetValue(header, out var written))
            {
                return Mismatch($"The header `{header}` is missing");
            }

            if (ParamHeaders.DecodeOrNull(written.ToString()) is not { } decoded)
            {
                return Mismatch($"The header `{header}` is not validly encoded");
            }

            if (!Agree(decoded, value))
            {
                return Mismatch($"The header `{header}` and the message disagree");
            }
        }

        return null;
    }

    /// <summary>
    /// Headers that repeat arguments have to say what some argument says, in either era and whether or not the tool's schema is known: a server that
    /// goes by them is not to be told what was not decided. One that has an argument's name has to say what that argument says, unless the schema gives
    /// the header to another.
    /// </summary>
    private static Refusal? GivenOrNull(IReadOnlyList<KeyValuePair<string, StringValues>> given, Envelope message, ToolShelf tools)
    {
        var declared = message.Name is { } tool && tools.Tools?.GetValueOrDefault(tool) is { } schema ? ParamHeaders.DeclaredBy(schema).ToHashSet(StringComparer.OrdinalIgnoreCase) : [];
        using var arguments = message.Arguments.IsPresent ? JsonDocument.Parse(message.Arguments.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = 512 }) : null;
        foreach (var (header, written) in given)
        {
            if (written.Count > 1)
            {
                // Joined they may say what the message says, and the first of them something else.
                return Mismatch($"The header `{header}` is there more than once");
            }

            if (ParamHeaders.DecodeOrNull(written.ToString()) is not { } decoded)
            {
                return Mismatch($"The header `{header}` is not validly encoded");
            }

            if (arguments is null || !ParamHeaders.ScalarsOf(arguments.RootElement).Any(value => Agree(decoded, value)))
            {
                return Mismatch($"The header `{header}` says what no argument says");
            }

            var namesakes = arguments.RootElement.EnumerateObject().Where(a => a.Name.Equals(header[ParamHeaders.Prefix.Length..], StringComparison.OrdinalIgnoreCase));
            if (!declared.Contains(header) && namesakes.Any(a => !ParamHeaders.ScalarsOf(a.Value).Any(value => Agree(decoded, value))))
            {
                return Mismatch($"The header `{header}` and the argument of its name disagree");
            }
        }

        return null;
    }

    // Nearly no message has one, and each is looked at.
    private static List<KeyValuePair<string, StringValues>> ParametersIn(IHeaderDictionary headers)
    {
        List<KeyValuePair<string, StringValues>>? found = null;
        foreach (var header in headers)
        {
            if (header.Key.StartsWith(ParamHeaders.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                (found ??= []).Add(header);
            }
        }

        return found ?? None;
    }

    private static bool Agree(string header, string argument) => header == argument || SameNumber(header, argument);

    private static bool SameNumber(string left, string right) =>
        decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
        && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
        && a == b;

    private static Refusal? VersionOrNull(IHeaderDictionary headers, Envelope message)
    {
        var version = headers[HttpUpstream.VersionHeader].ToString();
        if (version.Length == 0)
        {
            return Mismatch($"The header `{HttpUpstream.VersionHeader}` is missing");
        }

        if (message.Kind == MessageKind.Request && (message.MetaVersion is null || !message.HasClientCapabilities))
        {
            return Refusal.Parameters("`params._meta` must name the protocol version and the client's capabilities");
        }

        return message.MetaVersion is not null && message.MetaVersion != version
            ? Mismatch($"The header `{HttpUpstream.VersionHeader}` and the message name different versions")
            : null;
    }

    private static Refusal? RepeatedOrNull(IHeaderDictionary headers, string header, string? value, bool isNeeded)
    {
        if (!headers.TryGetValue(header, out var written))
        {
            return isNeeded ? Mismatch($"The header `{header}` is missing") : null;
        }

        var decoded = ParamHeaders.DecodeOrNull(written.ToString());
        if (decoded is null)
        {
            return Mismatch($"The header `{header}` is not validly encoded");
        }

        // A method without a name may carry the header: nobody has anything to compare it with.
        return value is null || decoded == value ? null : Mismatch($"The header `{header}` and the message disagree");
    }

    private static Refusal Mismatch(string message) => new(RpcErrors.HeaderMismatch, message, "(header mismatch)");
}
