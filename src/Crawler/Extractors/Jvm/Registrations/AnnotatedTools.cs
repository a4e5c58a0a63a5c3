using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Extractors.Jvm.Runtime;
using Catalog.Crawler.Extractors.Jvm.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Registrations;

/// <summary>Tools that are methods with an annotation.</summary>
internal sealed class AnnotatedTools(Machine machine, JvmHost host)
{
    private const int LongestWords = 200;
    private static readonly string[] Hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];

    /// <summary>The tools of a class, inherited ones too, each with the library that reads it.</summary>
    public IEnumerable<(ToolDialect Dialect, FoundTool Tool)> Of(ClassValue type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var home in host.Members.Ancestors(machine, type))
        {
            var reader = new AnnotationReader(machine, host, home);
            foreach (var method in home.Node[1].Children.Where(static m => m.Kind == FactKind.Method && m.Text!.EndsWith("()", StringComparison.Ordinal)))
            {
                var signature = $"{method.Text}{method[0][0].Children.Length}";
                if (DialectOrNull(reader, method[0][4]) is { } dialect && seen.Add(signature) && ToolOrNull(dialect, reader, home, method) is { } tool)
                {
                    var condition = Scope.Join(Conditions.OrNull(type.Node[2], new AnnotationReader(machine, host, type)), Conditions.OrNull(method[0][4], reader));
                    yield return (dialect, tool with { Condition = condition });
                }
                else
                {
                    seen.Add(signature);
                }
            }
        }
    }

    private static ToolDialect? DialectOrNull(AnnotationReader reader, FactNode annotations)
    {
        foreach (var dialect in ToolDialects.All)
        {
            if (annotations.Children.Length > 0 && reader.FindOrNull(annotations, dialect.Tool) is { } found && IsOf(dialect, reader, found))
            {
                return dialect;
            }
        }

        return null;
    }

    /// <summary>True where the annotation comes from the library: by its import, or by an import of a whole package.</summary>
    private static bool IsOf(ToolDialect dialect, AnnotationReader reader, FactNode annotation)
    {
        var full = reader.FullNameOf(annotation);
        return dialect.Packages.Any(p => full == $"{p}.{dialect.Tool}" || (full == dialect.Tool && reader.ImportsWhole(p)));
    }

    private FoundTool? ToolOrNull(ToolDialect dialect, AnnotationReader reader, ClassValue home, FactNode method)
    {
        var annotation = reader.FindOrNull(method[0][4], dialect.Tool)!;
        var bare = method.Text![..^2];
        var name = bare;
        if (reader.ValueOrNull(annotation, "name") is { } written)
        {
            if (written.Primary is not ConstantValue { Text: { } text, Partial: false })
            {
                // Libraries spell "as the method" as a constant of their own; any other name that is not constant is none.
                if (written.Primary is not UnknownValue { Module: { } module } || !module.Contains("ELEMENT_NAME", StringComparison.Ordinal))
                {
                    return null;
                }
            }
            else
            {
                name = text.Length == 0 || text == "<<element name>>" ? bare : text;
            }
        }

        if (name == bare)
        {
            ExtractionTrace.Current?.Made(name, home.Scope.Module.Path, method.Line, $"after the method `{bare}`");
        }

        var description = Description(dialect, reader, annotation, method[0][4]) ?? (dialect.DescribesByName ? ConstantValue.Of(Words(bare)) : null);
        var (schema, isPartial) = Schema(dialect, home, method[0][0]);
        return new FoundTool
        {
            Name = name,
            Title = reader.TextOrNull(annotation, "title") is { Length: > 0 } title ? title : null,
            Description = description?.Text is { Length: > 0 } words ? words : null,
            InputSchema = schema,
            Annotations = Claims(reader, annotation),
            IsPartial = isPartial || description?.Partial == true,
            File = home.Scope.Module.Path,
            Line = annotation.Line,
            Column = annotation.Column,
        };
    }

    private static ConstantValue? Description(ToolDialect dialect, AnnotationReader reader, FactNode annotation, FactNode all)
    {
        foreach (var attribute in dialect.Description)
        {
            if (reader.Text(annotation, attribute) is { Text.Length: > 0 } written)
            {
                return written;
            }
        }

        return reader.FindOrNull(all, "McpDescription") is { } beside ? reader.Text(beside, "description") ?? reader.Text(beside, "value") : null;
    }

    private (JsonObject Schema, bool IsPartial) Schema(ToolDialect dialect, ClassValue home, FactNode parameters)
    {
        var schemas = new TypeSchemas(machine, host, dialect.RequiresMembers);
        var properties = new JsonObject();
        var required = new JsonArray();
        var isPartial = false;
        foreach (var parameter in parameters.Children)
        {
            if (IsHandedIn(dialect, home, parameter))
            {
                continue;
            }

            var reader = new AnnotationReader(machine, host, home);
            var annotation = dialect.Parameter.Select(p => reader.FindOrNull(parameter[3], p)).FirstOrDefault(static a => a is not null);
            var name = parameter[0].Kind == FactKind.Rest ? parameter[0][0].Text! : parameter[0].Text ?? "";
            if (annotation is not null && reader.TextOrNull(annotation, "name") is { Length: > 0 } given && given != "<<element name>>")
            {
                name = given;
            }

            var schema = schemas.Of(parameter[2], home);
            if (annotation is not null && (reader.Text(annotation, "description") ?? reader.Text(annotation, "value")) is { Text.Length: > 0 } description)
            {
                schema["description"] = description.Text;
                isPartial |= description.Partial;
            }

            var usual = annotation is null ? null : reader.TextOrNull(annotation, "defaultValue") is { Length: > 0 } text && text != "\0" ? text : null;
            if (usual is not null)
            {
                schema["default"] = Typed(usual, schema);
            }

            properties[name] = schema;
            ExtractionTrace.Current?.Made(name, home.Scope.Module.Path, parameter.Line, "a parameter of the method");
            if (IsRequired(dialect, reader, annotation, parameter, usual is not null))
            {
                required.Add(name);
            }
        }

        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            whole["required"] = required;
        }

        return (whole, isPartial);
    }

    private bool IsHandedIn(ToolDialect dialect, ClassValue home, FactNode parameter)
    {
        var type = Types.NameOf(parameter[2]);
        return (dialect.Injected.Contains(type, StringComparer.Ordinal) && host.Members.Resolve(machine, type, home) is not ClassValue)
            || new AnnotationReader(machine, host, home).FindOrNull(parameter[3], [.. dialect.InjectedBy]) is not null
            || type == "Continuation";
    }

    private static bool IsRequired(ToolDialect dialect, AnnotationReader reader, FactNode? annotation, FactNode parameter, bool hasDefault)
    {
        var isOptional = hasDefault || Types.MayBeNull(parameter[2]) || (dialect.ReadsDefaults && !parameter[1].IsAbsent)
            || (dialect.ReadsOptional && Types.NameOf(parameter[2]).StartsWith("Optional", StringComparison.Ordinal))
            || reader.FindOrNull(parameter[3], "Nullable", "CheckForNull") is not null;
        return annotation is not null && reader.FlagOrNull(annotation, "required") is { } said ? said && !(dialect.ReadsOptional && isOptional) : !isOptional;
    }

    /// <summary>A default is written as a text; its type is the parameter's.</summary>
    private static JsonNode Typed(string text, JsonObject schema) =>
        schema["type"]?.GetValue<string>() switch
        {
            "integer" when long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var whole) => whole,
            "number" when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
            "boolean" when bool.TryParse(text, out var flag) => flag,
            "array" or "object" when JsonTexts.ParsedOrNull(text) is { } json => json,
            _ => text,
        };

    private static JsonObject? Claims(AnnotationReader reader, FactNode annotation)
    {
        if (AnnotationReader.NestedOrNull(annotation, "annotations") is not { } nested)
        {
            return null;
        }

        var claims = new JsonObject();
        if (reader.TextOrNull(nested, "title") is { Length: > 0 } title)
        {
            claims["title"] = title;
        }

        foreach (var hint in Hints)
        {
            if (reader.FlagOrNull(nested, hint) is { } said)
            {
                claims[hint] = said;
            }
        }

        return claims.Count > 0 ? claims : null;
    }

    /// <summary><c>getWeatherNow</c> as <c>get weather now</c>.</summary>
    private static string Words(string name)
    {
        var words = new System.Text.StringBuilder();
        foreach (var c in name.AsSpan(0, Math.Min(name.Length, LongestWords)))
        {
            words.Append(char.IsUpper(c) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }
}
