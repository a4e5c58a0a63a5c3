using System.Text;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Policy.Deciding;

namespace Catalog.Cli.Policies;

/// <summary>A call as a person writes it: the <c>params</c> of <c>tools/call</c> or of the method that is named, with what else a decision may depend on.</summary>
internal sealed record CallText
{
    /// <summary>The method: <c>tools/call</c>, <c>resources/read</c>, <c>prompts/get</c>, or what the server asks of the client.</summary>
    public string Method { get; init; } = "tools/call";

    /// <summary>The tool or prompt; null for other methods.</summary>
    public string? Name { get; init; }

    /// <summary>The address of the resource; null for other methods.</summary>
    public string? Uri { get; init; }

    /// <summary>Its arguments; none are an empty object.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>The caller's label.</summary>
    public string Label { get; init; } = "anonymous";

    /// <summary>The caller's claims.</summary>
    public JsonElement? Claims { get; init; }

    /// <summary>The MCP session.</summary>
    public string? Session { get; init; }

    /// <summary>The server's id at the gateway.</summary>
    public string Server { get; init; } = "server";

    /// <summary>The upstream's tools with their input schemas.</summary>
    public IReadOnlyDictionary<string, JsonElement?>? Tools { get; init; }

    /// <summary>Reads a call from JSON text, or from the file that is named.</summary>
    /// <exception cref="CommandFailedException">It is neither.</exception>
    internal static CallText Parse(string textOrFile)
    {
        var json = textOrFile.TrimStart().StartsWith('{') ? Encoding.UTF8.GetBytes(textOrFile) : PolicyInput.Read(textOrFile);
        try
        {
            return JsonSerializer.Deserialize<CallText>(json, PolicyJson.Options)!;
        }
        catch (JsonException failure)
        {
            throw new CommandFailedException(
                $"the call is not of the form {{\"name\":\"TOOL\",\"arguments\":{{…}}}}: {failure.Message.TrimEnd('.')}",
                ExitCodes.Usage,
                failure);
        }
    }

    private PolicySubject Subject => Method switch
    {
        "tools/call" => PolicySubject.Tool,
        "resources/read" or "resources/subscribe" => PolicySubject.Resource,
        "prompts/get" => PolicySubject.Prompt,
        "sampling/createMessage" or "elicitation/create" or "roots/list" or "tasks/get" or "tasks/result" or "tasks/list" or "tasks/cancel" => PolicySubject.ServerRequest,
        _ => throw new CommandFailedException(
            $"no policy speaks of `{Method}`: write tools/call, resources/read, resources/subscribe, prompts/get, or what a server asks of a client, such as sampling/createMessage",
            ExitCodes.Usage),
    };

    private string? WhatOrNull => Subject switch
    {
        PolicySubject.Resource => Uri,
        PolicySubject.ServerRequest => Method,
        _ => Name,
    };

    internal ToolCall ToCall(IReadOnlyDictionary<string, JsonElement?>? catalogTools) => new()
    {
        Server = Server,
        Subject = Subject,
        Tool = WhatOrNull ?? throw new CommandFailedException($"the call of `{Method}` names nothing: write `name`, or `uri` for a resource", ExitCodes.Usage),
        Arguments = Arguments,
        Grant = new GrantFacts { Id = "anonymous", Label = Label, Claims = Claims },
        Session = Session,
        UpstreamTools = Tools ?? catalogTools,
    };
}
