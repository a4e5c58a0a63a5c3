using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Registrations;

/// <summary>Tools of effect: made by <c>Tool.make</c>, put together by <c>Toolkit.make</c> and <c>Toolkit.merge</c>, and offered where a server is given the toolkit.</summary>
internal sealed class EffectToolkits(ToolCollector collector)
{
    private const string Members = "tools";

    /// <summary>What such a call gives; null for all others.</summary>
    public Value? CallOrNull(Machine machine, UnknownValue callee, CallSite call)
    {
        switch (callee.Module?.Contains("effect", StringComparison.Ordinal) == true ? callee.Path.Split('.') : [])
        {
            case [.., "Tool", "make"] when call[0] is ConstantValue { Text: not null, Partial: false }:
                return Tool(call);
            case [.., "Toolkit", "make" or "merge"]:
                return Toolkit(machine, call);
            case [.., "McpServer", "toolkit" or "registerToolkit"] when call[0] is RecordValue kit && machine.ItemsOrNull(machine.GetMember(kit, Members)) is { } tools:
                foreach (var tool in tools.Select(static t => t.Value.Primary).OfType<RecordValue>())
                {
                    collector.Add(new DefinitionReader(machine, 0).Read(((ConstantValue)tool.FindOrNull("name")!).Text!, tool, tool.Node ?? FactNode.Absent, tool.File ?? ""));
                }

                return UnknownValue.Plain;
            default:
                return null;
        }
    }

    private static RecordValue Tool(CallSite call)
    {
        var tool = new RecordValue { Node = call.Node, File = call.File };
        tool.Set("name", call[0]);
        foreach (var key in (call[1] as RecordValue)?.Keys.Where(static k => k is "description" or "parameters").ToList() ?? [])
        {
            tool.Set(key, ((RecordValue)call[1]).FindOrNull(key)!);
        }

        // What is said of a tool later leaves what is read here as it is.
        foreach (var method in new[] { "annotate", "annotateContext", "annotateMerge", "setSuccess", "addDependency" })
        {
            tool.Set(method, Native.Of(method, (_, _) => tool));
        }

        return tool;
    }

    private static RecordValue Toolkit(Machine machine, CallSite call)
    {
        var kit = new RecordValue { IsOpen = true };
        kit.Set(Members, ListValue.Of(call.Arguments.SelectMany(argument => argument.Primary is RecordValue record
            ? machine.ItemsOrNull(machine.GetMember(record, Members)) is { } inner && record.FindOrNull("name") is null ? inner.Select(static i => i.Value) : [record]
            : [])));
        return kit;
    }
}
