using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Extractors.Jvm.Runtime;
using Catalog.Crawler.Extractors.Jvm.Schemas;
using Catalog.Crawler.Extractors.Jvm.Sources;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Registrations;

/// <summary>A class for each tool: classes that give a name and a description which a type of the source, named for tools, asks for. How the server hands them on is its own affair.</summary>
internal sealed class ToolClasses(Machine machine, JvmHost host, JvmModules modules, ToolRegistry registry)
{
    private static readonly string[] Schemas = ["inputSchema", "parameters", "schema", "parameterSchema", "inputSchemaJson"];

    /// <summary>Offers every class of which an instance was made; the others are defined, and not known to be reached.</summary>
    public void Offer()
    {
        var named = new Lazy<HashSet<string>>(Named);
        foreach (var type in host.Container.Classes(machine).Where(BeanContainer.IsConcrete).ToList())
        {
            if (TypeOfTools(type) is { } asking && Read(type, asking) is { } tool)
            {
                var reader = new AnnotationReader(machine, host, type);
                var isMade = registry.Instances.TryGetValue(type, out var condition);
                if (BeanContainer.IsBean(reader, type))
                {
                    (isMade, condition) = (true, Conditions.OrNull(type.Node[2], reader));
                }

                // What is named somewhere may be made in a way that was not followed; what nothing names is not.
                var isNamed = isMade || named.Value.Contains(type.Name ?? "");
                registry.IsUnreached = !isMade && isNamed;
                registry.Offer(machine, tool with { Condition = condition, IsNotOffered = !isNamed });
                registry.IsUnreached = false;
            }
        }
    }

    private HashSet<string> Named() =>
        modules.All.SelectMany(static m => FactSearch.Within(m.Evaluated.Facts.Root)).Where(static n => n is { Kind: FactKind.Name or FactKind.Member, Text: not null }).Select(static n => n.Text!.Split('.')[^1].Replace("()", "", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The type that asks for a name and a description; null where the class is none of a tool.</summary>
    private ClassValue? TypeOfTools(ClassValue type) =>
        host.Members.Ancestors(machine, type).Skip(1).FirstOrDefault(a => a.Name?.EndsWith("Tool", StringComparison.Ordinal) == true && Asks(a, "name") && Asks(a, "description"));

    private static bool Asks(ClassValue type, string member)
    {
        var getter = $"get{char.ToUpperInvariant(member[0])}{member[1..]}()";
        return type.Node[1].Children.Any(c => c.Kind is FactKind.Field or FactKind.Method && (c.Text == member || c.Text == member + "()" || c.Text == getter));
    }

    private FoundTool? Read(ClassValue type, ClassValue asking)
    {
        var instance = host.Container.Bean(machine, type);
        if (Member(instance, "name") is not ConstantValue { Text: { } name, Partial: false } || !ToolCollector.IsName(name))
        {
            return null;
        }

        var description = Member(instance, "description") as ConstantValue;
        var schema = Schemas.Select(s => Member(instance, s)).FirstOrDefault(static v => v is RecordValue or LibraryObject or ConstantValue { Text: not null });
        var isPartial = description is null || description.Partial;
        var read = schema is null ? null : ToolReader.Schema(machine, schema, ref isPartial);
        return new FoundTool
        {
            Name = name,
            Title = (Member(instance, "title") as ConstantValue)?.Text,
            Description = description?.Text,
            InputSchema = read ?? Arguments(type, asking),
            IsPartial = isPartial,
            File = type.Scope.Module.Path,
            Line = Math.Max(1, type.Node.Line),
            Column = Math.Max(1, type.Node.Column),
        };
    }

    /// <summary>Asked for by either spelling; something unknown where there is no such member.</summary>
    private Value Member(Value instance, string name)
    {
        if (instance.Primary is not RecordValue { Class: { } type } record)
        {
            return UnknownValue.Plain;
        }

        var value = host.Members.OfInstanceOrNull(machine, record, type, name);
        return value is FunctionValue method ? machine.Invoke(method, new CallSite { Node = FactNode.Absent, File = "", This = record, Arguments = [] }).Primary : value?.Primary ?? UnknownValue.Plain;
    }

    /// <summary>The arguments of a tool that is given as a class: the first argument of the type that it extends.</summary>
    private JsonObject? Arguments(ClassValue type, ClassValue asking)
    {
        foreach (var ancestor in host.Members.Ancestors(machine, type).TakeWhile(a => a != asking))
        {
            foreach (var supertype in ancestor.Node[4].Children)
            {
                var argument = Types.ArgumentOf(supertype, 0);
                if (argument.IsAbsent)
                {
                    continue;
                }

                var schema = host.Members.Resolve(machine, Types.FullNameOf(argument), ancestor) is ClassValue arguments
                    ? new TypeSchemas(machine, host, isRequiredByDefault: false).OfClass(arguments)
                    : new JsonObject { ["type"] = "object" };
                schema.TryAdd("properties", new JsonObject());
                return schema;
            }
        }

        return null;
    }
}
