using System.Text;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Policy.Deciding;

namespace Catalog.Cli.Policies;

/// <summary>A call as a person writes it: the <c>params</c> of <c>tools/call</c>, with what else a decision may depend on.</summary>
internal sealed record CallText
{
    /// <summary>The tool.</summary>
    public required string Name { get; init; }

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

    internal ToolCall ToCall(IReadOnlyDictionary<string, JsonElement?>? catalogTools) => new()
    {
        Server = Server,
        Tool = Name,
        Arguments = Arguments,
        Grant = new GrantFacts { Id = "anonymous", Label = Label, Claims = Claims },
        Session = Session,
        UpstreamTools = Tools ?? catalogTools,
    };
}
