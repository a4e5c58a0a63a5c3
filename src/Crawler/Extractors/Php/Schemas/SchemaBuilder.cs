using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Php.Schemas;

/// <summary>Laravel's builder of JSON Schema: <c>$schema->string()->description('…')->required()</c>; its first form names the property, <c>$schema->string('query')</c>.</summary>
internal sealed class SchemaBuilder
{
    /// <summary>The properties of the first form, in their order.</summary>
    public JsonObject Properties { get; } = [];

    /// <summary>The names of the first form's required ones.</summary>
    public JsonArray Required { get; } = [];

    /// <summary>A builder as a value of the source.</summary>
    public static RecordValue Value() => new() { Tag = new SchemaBuilder() };

    /// <summary>A method of the builder or of a type that it made; null for other values.</summary>
    public static Value? MemberOrNull(RecordValue record, string name) =>
        record.Tag switch
        {
            SchemaBuilder builder => Native.Of(name, (machine, call) => builder.Start(machine, record, name, call)),
            BuiltType type => Native.Of(name, (machine, call) => type.Set(machine, record, name, call)),
            _ => null,
        };

    private RecordValue Start(Machine machine, RecordValue self, string name, CallSite call)
    {
        var type = name is "raw" or "any" ? null : name is "optional" ? null : name;
        var built = new BuiltType(new JsonObject(), self);
        if (type is "string" or "integer" or "number" or "boolean" or "array" or "object")
        {
            built.Schema["type"] = type;
        }
        else if (type is not null && Properties.Count > 0)
        {
            // A word after a property of the first form speaks of that property.
            return self;
        }

        if (call[0] is ConstantValue { Text: { } property } && type is not null)
        {
            built.Name = property;
            Properties[property] = built.Schema;
        }
        else if (name == "object" && call[0] is RecordValue members)
        {
            built.Describe(machine, members);
        }

        return new RecordValue { Tag = built };
    }
}
