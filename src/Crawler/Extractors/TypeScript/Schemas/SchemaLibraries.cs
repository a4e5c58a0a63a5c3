using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>The libraries of schemas besides zod, each by the module that it is imported from.</summary>
internal sealed class SchemaLibraries(ZodLibrary zod)
{
    private readonly ValibotLibrary _valibot = new(zod);

    /// <summary>A member of a library that is a schema without being called; null for all others.</summary>
    public static Value? MemberOrNull(UnknownValue value, string name) =>
        value.Module is not null && EffectSchema.IsIts(value.Member(name)) && (value.Path is "" or "Schema") ? EffectSchema.MemberOrNull(name) : null;

    /// <summary>What a call of a library makes; null where the callee is of none of them.</summary>
    public Value? MakeOrNull(Machine machine, UnknownValue callee, CallSite call) =>
        callee.Module is not { } module ? null
        : TypeBoxLibrary.IsIts(module) ? TypeBoxLibrary.MakeOrNull(machine, callee.LastName, call)
        : ValibotLibrary.IsIts(module) ? _valibot.MakeOrNull(machine, callee.LastName, call)
        : ArkTypeLibrary.IsIts(module) && callee.LastName == "type" ? ArkTypeLibrary.Read(machine, call[0])
        : EffectSchema.IsIts(callee) ? EffectSchema.MakeOrNull(machine, callee.LastName, call) ?? EffectSchema.StepOrNull(callee.LastName, call)
        : null;
}
