using System.Reflection.Metadata;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Core.Tools;

namespace Catalog.Crawler.Extractors.Assemblies;

/// <summary>Reads the tools that one assembly's attributes declare: name, description, annotations, and a schema from the signature with the words on its parameters.</summary>
internal sealed class AssemblyTools(MetadataReader metadata, string path, string extractor)
{
    private const string Description = "System.ComponentModel.DescriptionAttribute";
    private const string Tool = "ModelContextProtocol.Server.McpServerToolAttribute";

    private static readonly (string Argument, string Hint)[] Hints =
        [("ReadOnly", "readOnlyHint"), ("Destructive", "destructiveHint"), ("Idempotent", "idempotentHint"), ("OpenWorld", "openWorldHint")];

    private static readonly string[] InjectedBy = ["FromKeyedServices", "FromServices"];

    private readonly AttributeValues _attributes = new(metadata);

    /// <summary>The tools in the order of the metadata.</summary>
    public IReadOnlyList<ToolDefinition> Read()
    {
        var tools = new List<ToolDefinition>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (_attributes.FindOrNull(method.GetCustomAttributes(), Tool) is { } attribute)
            {
                tools.Add(Define(method, attribute));
            }
        }

        return tools;
    }

    private ToolDefinition Define(MethodDefinition method, CustomAttributeValue<string> attribute)
    {
        var annotations = new JsonObject();
        foreach (var (argument, hint) in Hints)
        {
            if (Named(attribute, argument) is bool value)
            {
                annotations[hint] = value;
            }
        }

        var title = Named(attribute, "Title") as string;
        return new ToolDefinition
        {
            Tool = Named(attribute, "Name") as string ?? NameOf(metadata.GetString(method.Name)),
            Title = title,
            Description = Words(method.GetCustomAttributes()),
            InputSchema = JsonSerializer.SerializeToElement(SchemaOf(method)),
            Annotations = annotations.Count > 0 ? JsonSerializer.SerializeToElement(annotations) : null,
            Exposed = Exposure.Unknown,
            Source = new SourceLocation { File = path, Extractor = extractor },
        };
    }

    private JsonObject SchemaOf(MethodDefinition method)
    {
        var types = method.DecodeSignature(new SignatureTypes(), null).ParameterTypes;
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in method.GetParameters().Select(metadata.GetParameter).Where(p => p.SequenceNumber > 0 && p.SequenceNumber <= types.Length).OrderBy(static p => p.SequenceNumber))
        {
            var type = types[parameter.SequenceNumber - 1];
            var name = metadata.GetString(parameter.Name);
            if (name.Length == 0 || properties.ContainsKey(name) || type.IsInjected || _attributes.Names(parameter.GetCustomAttributes()).Any(static n => InjectedBy.Any(i => n.EndsWith(i + "Attribute", StringComparison.Ordinal))))
            {
                continue;
            }

            var schema = type.ToSchema();
            if (Words(parameter.GetCustomAttributes()) is { } words)
            {
                schema["description"] = words;
            }

            properties[name] = schema;
            if (!parameter.Attributes.HasFlag(System.Reflection.ParameterAttributes.Optional))
            {
                required.Add(name);
            }
        }

        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            whole["required"] = required;
        }

        return whole;
    }

    private string? Words(CustomAttributeHandleCollection attributes) =>
        _attributes.FindOrNull(attributes, Description) is { FixedArguments: [{ Value: string words }, ..] } && words.Length > 0 ? words : null;

    private static object? Named(CustomAttributeValue<string> attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Name == name).Value;

    /// <summary>As the SDK names a method: without a trailing <c>Async</c>, its words in lower case with underlines.</summary>
    private static string NameOf(string method)
    {
        // The compiler names local functions and lambdas `<Outer>g__Name|0_0`.
        var inner = method.IndexOf("g__", StringComparison.Ordinal);
        var name = method.StartsWith('<') && inner > 0 ? method[(inner + 3)..].Split('|')[0] : method;
        var plain = name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(plain);
    }
}
