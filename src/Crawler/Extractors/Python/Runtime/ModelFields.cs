using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>The fields of a model as the source sees them at run time: what it makes signatures and schemas of by itself.</summary>
internal static class ModelFields
{
    private static readonly Frame NoFrame = new(ConstantValue.Undefined, null, 0);

    /// <summary>A record of the fields by name, those of ancestors first.</summary>
    public static RecordValue Of(Machine machine, ClassValue type)
    {
        var all = new RecordValue { Depth = machine.Depth, IsOpen = type.Chain().Last().Base is not null and not UnknownValue { LastName: "BaseModel" or "BaseSettings" } };
        foreach (var owner in type.Chain().Reverse())
        {
            foreach (var field in owner.Node[1].Children.Where(static f => f is { Kind: FactKind.Field, Text: { } name } && !f[2].IsAbsent && !name.StartsWith('_') && name != "model_config"))
            {
                all.Set(field.Text!, Field(machine.Evaluate(field[2], owner.Scope, NoFrame), field[0].IsAbsent ? null : owner.Statics.FindOrNull(field.Text!)));
            }
        }

        return all;
    }

    private static RecordValue Field(Value annotation, Value? value)
    {
        // The library keeps what `Annotated` says apart from the type.
        var notes = annotation.Primary is TypeValue { Name: "Annotated" } annotated ? annotated.Arguments : [annotation];
        var described = value as FieldValue ?? notes.Skip(1).Select(static n => n.Primary).OfType<FieldValue>().FirstOrDefault();
        var usual = value is FieldValue ? described!.Default : value ?? described?.Default;
        var isRequired = usual is null && (described?.IsRequired ?? true);
        var record = new RecordValue();
        record.Set("annotation", notes.Count > 0 ? notes[0] : annotation);
        record.Set("default", usual ?? new UnknownValue { Module = "pydantic_core", Path = "PydanticUndefined" });
        record.Set("description", described?.Named("description") ?? ConstantValue.Null);
        record.Set("alias", described?.Named("alias") ?? ConstantValue.Null);
        record.Set("default_factory", described?.Named("default_factory") ?? ConstantValue.Null);
        record.Set("is_required", Native.Of("is_required", (_, _) => ConstantValue.Of(isRequired)));
        return record;
    }
}
