using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Schemas;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>Reads one tool out of a method or a lambda, with what its attributes and the registration say.</summary>
internal sealed partial class FunctionReader(Evaluator evaluator, InjectedTypes injected)
{
    private static readonly (string Argument, string Claim)[] Claims = [("ReadOnly", "readOnlyHint"), ("Destructive", "destructiveHint"), ("Idempotent", "idempotentHint"), ("OpenWorld", "openWorldHint")];

    /// <summary>The tool that a function is; null where its name is not constant.</summary>
    /// <param name="function">The method or lambda.</param>
    /// <param name="options">What the registration says: <c>Name</c>, <c>Title</c>, <c>Description</c>, claims; null where it says nothing.</param>
    /// <param name="at">The registration, for functions without a place of their own; null: the function.</param>
    /// <param name="file">The file of <paramref name="at"/>.</param>
    public FoundTool? ReadOrNull(DelegateValue function, RecordValue? options, FactNode? at = null, string? file = null)
    {
        var node = function.Function;
        var place = function.Place;
        var attributes = new AttributeReader(evaluator);
        var tool = AttributeReader.FindOrNull(node[3].Children, "McpServerTool");
        var name = NameOrNull(node, tool, options, place);
        if (name is null)
        {
            return null;
        }

        var isPartial = options is { IsOpen: true };
        var description = AttributeReader.FindOrNull(node[3].Children, "Description") is { } described ? attributes.Text(described, "description", 0, place) : DocumentationComment.SummaryOrNull(node);
        if (options?.FindOrNull("Description") is { } given && !given.IsNothing)
        {
            description = (given.Primary as ConstantValue)?.Text ?? description;
            isPartial |= given.Primary is not ConstantValue { Partial: false };
        }

        description = WithResult(description, ResultOrNull(node, tool, options, attributes, place));
        Explain(node, place, name, description);
        var (schema, isOpen) = Arguments(node, place);
        var title = (options?.FindOrNull("Title")?.Primary as ConstantValue)?.Text ?? (tool is null ? null : attributes.Text(tool, "Title", -1, place));
        return new FoundTool
        {
            Name = name,
            Title = title,
            Description = description,
            InputSchema = schema,
            Annotations = Annotations(tool, options, title, place),
            Condition = evaluator.Condition,
            IsPartial = isPartial || isOpen || attributes.IsPartial,
            File = function.Method is null && file is not null ? file : place.File.Path,
            Line = Math.Max(1, (function.Method is null && at is not null ? at : node).Line),
            Column = Math.Max(1, (function.Method is null && at is not null ? at : node).Column),
        };
    }

    /// <summary>What <c>[return: Description]</c> says; null where it says nothing, or where the result has a schema that says it.</summary>
    private static string? ResultOrNull(FactNode node, FactNode? tool, RecordValue? options, AttributeReader attributes, Place place)
    {
        var labelled = node[3].Children.Where(static d => d is { Kind: FactKind.Label, Text: "return" }).Select(static d => d[0]);
        return options?.FindOrNull("UseStructuredContent")?.Truth == true || (tool is not null && AttributeReader.Argument(tool, "UseStructuredContent").Kind == FactKind.True) || AttributeReader.FindOrNull(labelled, "Description") is not { } described
            ? null
            : attributes.Text(described, "description", 0, place);
    }

    /// <summary>The description as the SDK shows it to clients: the words on the result follow it.</summary>
    private static string? WithResult(string? description, string? result) =>
        string.IsNullOrWhiteSpace(result) ? description : string.IsNullOrWhiteSpace(description) ? $"Returns: {result}" : $"{description}\nReturns: {result}";

    /// <summary>The schema of a function's parameters, those left out that the server fills in.</summary>
    public (JsonObject Schema, bool IsPartial) Arguments(FactNode function, Place place)
    {
        var types = new TypeSchemas(evaluator);
        var attributes = new AttributeReader(evaluator);
        var properties = new JsonObject();
        var required = new JsonArray();
        var comments = DocumentationComment.Parameters(function);
        foreach (var parameter in function[0].Children)
        {
            var name = parameter[0].Text ?? "";
            if (name.Length == 0 || injected.IsInjected(parameter, place))
            {
                continue;
            }

            var schema = types.Write(parameter[2], place);
            if (comments.TryGetValue(name, out var comment))
            {
                schema["description"] = comment;
            }

            attributes.Apply(schema, parameter[3].Children, place);
            if (parameter[1].IsAbsent)
            {
                required.Add((JsonNode)name);
            }
            else if (evaluator.Evaluate(parameter[1], place).Primary is ConstantValue { IsNothing: false, Partial: false } value && TypeSchemas.DefaultOrNull(value) is { } initial)
            {
                schema["default"] = initial;
            }

            properties[name] = schema;
            ExtractionTrace.Current?.Made(name, place.File.Path, parameter.Line, $"a parameter of `{function.Text ?? "a lambda"}`");
            ExtractionTrace.Current?.Made(comment, place.File.Path, parameter.Line, "the documentation of the parameter");
        }

        var json = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            json["required"] = required;
        }

        return (json, types.IsPartial || attributes.IsPartial);
    }

    private static void Explain(FactNode node, Place place, string name, string? description)
    {
        if (ExtractionTrace.Current is not { } trace)
        {
            return;
        }

        if (name == DerivedOrNull(node))
        {
            trace.Made(name, place.File.Path, node.Line, $"after the method `{node.Text}`");
        }

        if (description == DocumentationComment.SummaryOrNull(node))
        {
            trace.Made(description, place.File.Path, node.Line, "the documentation of the method");
        }
    }

    private string? NameOrNull(FactNode node, FactNode? tool, RecordValue? options, Place place)
    {
        if (options?.FindOrNull("Name") is { } given && !given.IsNothing)
        {
            return given.Primary is ConstantValue { Text: { } text, Partial: false } ? text : null;
        }

        if (tool is not null && AttributeReader.Argument(tool, "Name") is { IsAbsent: false } written)
        {
            var value = evaluator.Evaluate(written, place).Primary;
            return value is ConstantValue { Text: { Length: > 0 } text, Partial: false } ? text : value.IsNothing ? DerivedOrNull(node) : null;
        }

        return DerivedOrNull(node);
    }

    /// <summary>The name as the SDK makes it of a method's: without <c>Async</c> where it is, in snake case.</summary>
    private static string? DerivedOrNull(FactNode function)
    {
        if (function.Text is not { Length: > 0 } name)
        {
            return null;
        }

        if (function[2].Text is "Task" or "ValueTask" or "IAsyncEnumerable" && name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal))
        {
            name = name[..^5];
        }

        var plain = NotInNames().Replace(name, "_").Trim('_');
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(plain.Length == 0 ? name : plain);
    }

    private JsonObject? Annotations(FactNode? tool, RecordValue? options, string? title, Place place)
    {
        var claims = new JsonObject();
        foreach (var (argument, claim) in Claims)
        {
            var value = options?.FindOrNull(argument) ?? (tool is not null && AttributeReader.Argument(tool, argument) is { IsAbsent: false } node ? evaluator.Evaluate(node, place) : null);
            if (value?.Primary is ConstantValue { Content: bool truth })
            {
                claims[claim] = truth;
            }
        }

        if (title is not null)
        {
            claims["title"] = title;
        }

        return claims.Count > 0 ? claims : null;
    }

    [GeneratedRegex("[^0-9A-Za-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotInNames();
}
