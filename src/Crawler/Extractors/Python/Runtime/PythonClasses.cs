using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>What classes are besides their methods: enumerations, models, dataclasses.</summary>
internal sealed class PythonClasses
{
    private static readonly Frame NoFrame = new(ConstantValue.Undefined, null, 0);

    /// <summary>A class was defined: an enumeration's members are gathered.</summary>
    public void Made(Machine machine, ClassValue type)
    {
        var isEnumeration = type.Chain().Any(static c => c.Members is not null);
        foreach (var ancestor in type.Node[0].Children.Where(static b => b.Kind is FactKind.Name or FactKind.Member))
        {
            isEnumeration |= machine.Evaluate(ancestor, type.Scope, NoFrame).Primary is UnknownValue { LastName: "Enum" or "StrEnum" or "IntEnum" or "Flag" or "IntFlag" } or ClassValue { Members: not null };
        }

        if (!isEnumeration)
        {
            return;
        }

        var isText = type.Node[0].Children.Any(static b => b.Text is "str" or "StrEnum");
        var members = new ListValue();
        var count = 0;
        foreach (var field in type.Node[1].Children.Where(static f => f is { Kind: FactKind.Field, Text: { } name } && !name.StartsWith('_') && !f[0].IsAbsent))
        {
            var value = type.Statics.FindOrNull(field.Text!) ?? UnknownValue.Plain;
            if (value is FunctionValue or ClassValue)
            {
                continue;
            }

            count++;
            if (value is UnknownValue { LastName: "auto" })
            {
                value = isText ? ConstantValue.Of(field.Text!.ToLowerInvariant()) : ConstantValue.Of(count);
                type.Statics.Set(field.Text!, value);
            }

            members.Items.Add(new Slot(value, null));
        }

        type.Members = members;
    }

    public Value Member(Machine machine, ClassValue type, string name) =>
        name switch
        {
            "model_json_schema" or "schema" or "__get_pydantic_json_schema__" => Native.Of(name, (m, _) => Schema(m, type)),
            "model_fields" or "__fields__" or "__dataclass_fields__" => ModelFields.Of(machine, type),
            "__doc__" => type.Statics.FindOrNull("__doc__") ?? ConstantValue.Null,
            "__members__" => Named(type),
            _ => type.Chain().Select(c => Method(c, name)).FirstOrDefault(static m => m is not null) ?? (Value)UnknownValue.Plain,
        };

    /// <summary>An instance of a class that has no constructor of its own: a member of an enumeration, or a model whose members are given by name.</summary>
    public Value? MakeOrNull(Machine machine, ClassValue type, CallSite call)
    {
        if (type.Members is not null)
        {
            return call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain;
        }

        var fields = type.Chain().Reverse().SelectMany(static c => c.Node[1].Children).Where(static f => f is { Kind: FactKind.Field, Text: not null } && !f[2].IsAbsent).Select(static f => f.Text!).ToList();
        if (type.Chain().Any(static c => c.Methods.ContainsKey("constructor")) || (call.Named.Count == 0 && call.Arguments.Count == 0 && fields.Count == 0))
        {
            return null;
        }

        if (machine.Instantiate(type, call) is not RecordValue instance)
        {
            return null;
        }

        for (var i = 0; i < Math.Min(fields.Count, call.Arguments.Count); i++)
        {
            instance.Set(fields[i], call.Arguments[i]);
        }

        foreach (var (name, value) in call.Named)
        {
            instance.Set(name, value);
        }

        foreach (var field in fields.Where(f => instance.FindOrNull(f) is null))
        {
            var usual = type.Chain().Select(c => c.Statics.FindOrNull(field)).FirstOrDefault(static v => v is not null);
            var value = usual is FieldValue described ? described.Default ?? (described.Named("default_factory") is { } factory ? machine.Call(factory) : UnknownValue.Plain) : usual is null or ConstantValue { IsUndefined: true } ? UnknownValue.Plain : usual;
            instance.Set(field, FromEnvironment(type, field, usual as FieldValue) is { } words ? Machine.Taint(value, words) : value);
        }

        return instance;
    }

    /// <summary>Where a field of a settings class takes its value from when nothing gives it; null for other classes.</summary>
    private static string? FromEnvironment(ClassValue type, string field, FieldValue? described)
    {
        if (type.Chain().Last().Base is not UnknownValue { LastName: "BaseSettings" })
        {
            return null;
        }

        var prefix = type.Chain().Select(static c => c.Statics.FindOrNull("model_config")).OfType<RecordValue>().Select(static c => (c.FindOrNull("env_prefix")?.Primary as ConstantValue)?.Text).FirstOrDefault(static p => p is not null) ?? "";
        return $"the environment variable {(described?.Text("validation_alias") ?? described?.Text("alias"))?.Text ?? (prefix + field).ToUpperInvariant()}";
    }

    private static Value Schema(Machine machine, ClassValue type)
    {
        var schemas = new TypeSchemas(machine);
        var json = schemas.Model(type);
        return ValueJson.Read(json, schemas.IsPartial);
    }

    private static FunctionValue? Method(ClassValue type, string name) => type.Methods.TryGetValue(name, out var method) ? new FunctionValue(method, type.Scope) { Home = type } : null;

    private static RecordValue Named(ClassValue type)
    {
        var record = new RecordValue();
        foreach (var name in type.Statics.Keys.Where(static k => !k.StartsWith('_')))
        {
            record.Set(name, type.Statics.FindOrNull(name)!);
        }

        return record;
    }
}
