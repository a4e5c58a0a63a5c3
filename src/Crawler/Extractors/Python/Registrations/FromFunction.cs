using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>What a tool made by <c>Tool.from_function(...)</c> keeps.</summary>
/// <param name="Function">The function.</param>
/// <param name="Named">What the call gave by name.</param>
internal sealed record FromFunction(Value Function, IReadOnlyDictionary<string, Value> Named)
{
    /// <summary>The tool as the source sees it: with the members that it may read back.</summary>
    public static RecordValue Make(Machine machine, Value function, CallSite call)
    {
        var record = new RecordValue { Tag = new FromFunction(function, call.Named), Depth = machine.Depth, Node = call.Node, File = call.File };
        record.Set("fn", function);
        record.Set("name", call.Named.GetValueOrDefault("name") is { IsNothing: false } name ? name : machine.GetMember(function, "__name__"));
        record.Set("description", call.Named.GetValueOrDefault("description") is { IsNothing: false } words ? words : machine.GetMember(function, "__doc__"));
        record.Set("title", call.Named.GetValueOrDefault("title") ?? ConstantValue.Null);
        record.Set("annotations", call.Named.GetValueOrDefault("annotations") ?? ConstantValue.Null);
        return record;
    }
}
