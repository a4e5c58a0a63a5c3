using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Runtime;
using Catalog.Crawler.Extractors.Go.Types;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Registrations;

/// <summary>What the program registers, and what it only defines.</summary>
internal sealed class ToolRegistry(ToolCollector collector)
{
    private const int MostMade = 10_000;
    private const int Deepest = 4;
    private readonly List<(RecordValue Record, string? Condition, bool IsReached)> _made = [];
    private readonly HashSet<RecordValue> _registered = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<FactNode> _held = [];
    private bool _hasConditional;

    /// <summary>How many registrations were seen.</summary>
    public int Count { get; private set; }

    /// <summary>True where something was registered whose definition is not known: any that is defined may be it.</summary>
    public bool HasUnknown { get; private set; }

    /// <summary>True while what is found was not seen to be reached by anything that runs.</summary>
    public bool IsUnreached { get; set; }

    /// <summary>True while code runs that nothing reaches, in a program that offers other tools: what is found there is defined and not offered.</summary>
    public bool IsNotOffered { get; set; }

    /// <summary>Keeps a definition until it is registered.</summary>
    public void Made(Machine machine, RecordValue record)
    {
        if (record.Tag is GoType { Kind: TypeKind.Foreign, Name: "Tool", Module: { } module } && GoSdk.IsSdk(module) && _made.Count < MostMade)
        {
            _made.Add((record, machine.Condition, !IsUnreached && !IsNotOffered));
        }
    }

    /// <summary>A value is put into a list or a structure: a definition there may be registered by who reads it.</summary>
    public void Held(Value value)
    {
        if (value.Primary is RecordValue { Node: { } node, Tag: GoType { Kind: TypeKind.Foreign, Name: "Tool" } } && _held.Count < MostMade)
        {
            _held.Add(node);
        }
    }

    /// <summary>Registers a definition, each of several, or a pair of a definition and its handler.</summary>
    /// <param name="runtime">The program.</param>
    /// <param name="tool">The definition.</param>
    /// <param name="handler">What answers it, where its arguments' type is the schema; null where it is not.</param>
    /// <param name="style">Whose rules make the schema of the handler's type.</param>
    /// <param name="depth">How many lists are around it.</param>
    public void Add(GoRuntime runtime, Value tool, Value? handler, SchemaStyleOf style, int depth = 0)
    {
        foreach (var option in tool is ChoiceValue choice ? choice.Options : [new Slot(tool, null)])
        {
            runtime.Machine.Under(option.Condition, () =>
            {
                AddOne(runtime, option.Value, handler, style, depth);
                return Count;
            });
        }
    }

    /// <summary>Hands over what was defined and never registered.</summary>
    public void AddMade(GoRuntime runtime)
    {
        foreach (var (record, condition, isReached) in _made.Where(m => !_registered.Contains(m.Record)))
        {
            if (new ToolReader(runtime).ReadOrNull(record, null, SchemaStyleOf.Definition) is { } tool && !collector.Has(tool.Name))
            {
                // What the program makes and then sifts by something that is not known may be offered.
                var mayBe = HasUnknown || (isReached && _hasConditional && record.Node is { } node && _held.Contains(node));
                collector.IsUnreached = mayBe;
                collector.Add(tool with { Condition = condition, IsNotOffered = !mayBe });
                collector.IsUnreached = false;
            }
        }
    }

    private void AddOne(GoRuntime runtime, Value value, Value? handler, SchemaStyleOf style, int depth)
    {
        switch (value is PointerValue pointer ? pointer.Primary : value)
        {
            case RecordValue { Tag: GoType { Kind: TypeKind.Foreign } } pair when pair.FindOrNull("Tool") is { } inner && pair.FindOrNull("Name") is null && depth < Deepest:
                Add(runtime, inner, pair.FindOrNull("Handler"), style, depth + 1);
                break;
            case RecordValue record:
                _registered.Add(record);
                if (new ToolReader(runtime).ReadOrNull(record, handler, style) is { } tool)
                {
                    Count++;
                    _hasConditional |= runtime.Machine.Condition is not null;
                    collector.IsUnreached = IsUnreached;
                    collector.Add(tool with { Condition = runtime.Machine.Condition, IsNotOffered = IsNotOffered });
                    collector.IsUnreached = false;
                }
                else
                {
                    HasUnknown |= !IsUnreached && !IsNotOffered;
                }

                break;
            case ListValue list when depth < Deepest:
                foreach (var item in list.Items.ToList())
                {
                    runtime.Machine.Under(item.Condition, () =>
                    {
                        Add(runtime, item.Value, handler, style, depth + 1);
                        return Count;
                    });
                }

                HasUnknown |= list.IsOpen && !IsUnreached && !IsNotOffered;
                break;
            default:
                HasUnknown |= !IsUnreached && !IsNotOffered;
                break;
        }
    }
}
