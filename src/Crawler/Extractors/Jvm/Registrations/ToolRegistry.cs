using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Runtime;

namespace Catalog.Crawler.Extractors.Jvm.Registrations;

/// <summary>Sees calls that offer tools, and remembers what they offer.</summary>
internal sealed class ToolRegistry(ToolCollector collector)
{
    private const int Deepest = 8;
    private readonly Dictionary<ClassValue, string?> _provided = [];

    public int Count => collector.Count;

    /// <summary>True while what is found was not seen to be reached by anything that runs.</summary>
    public bool IsUnreached { get; set; }

    /// <summary>True while code runs that nothing reaches, in a program that offers tools: what is found there and nowhere else is defined and not offered.</summary>
    public bool IsNotOffered { get; set; }

    /// <summary>Classes whose annotated methods a provider offers, each with the condition; null for always.</summary>
    public IReadOnlyDictionary<ClassValue, string?> Provided => _provided;

    /// <summary>True where a provider was given something that is not known.</summary>
    public bool ProvidedUnknown { get; private set; }

    /// <summary>Classes of the source that something made an instance of, each with the condition; null for always.</summary>
    public Dictionary<ClassValue, string?> Instances { get; } = [];

    /// <summary>Looks at a call of something that the source does not define; a value where it is one that makes or offers tools, else null.</summary>
    public Value? Registered(Machine machine, Value callee, CallSite call)
    {
        var name = call.Name.EndsWith("()", StringComparison.Ordinal) ? call.Name[..^2] : call.Name;
        switch (name)
        {
            case "addTool" or "addTools" or "addToolSpecification":
                if (ToolReader.FromCall(machine, call) is { } direct)
                {
                    Offer(machine, direct);
                }
                else
                {
                    OfferAll(machine, call.Arguments.Concat(call.Named.Values));
                }

                return null;
            case "tools" or "tool" or "toolCall" or "toolCalls" or "toolSpecifications" or "addToolCallbacks" or "registerTool" or "registerTools" when call.This.Primary is not LibraryObject { Name: var type } || IsServer(type):
                OfferAll(machine, call.Arguments.Concat(call.Named.Values));
                return null;
            case "toSyncToolSpecification" or "toSyncToolSpecifications" or "toAsyncToolSpecification" or "toAsyncToolSpecifications" or "toStatelessSyncToolSpecification" or "toStatelessSyncToolSpecifications" or "toSyncToolRegistration" or "toSyncToolRegistrations":
                return call.Arguments.Count == 1 ? call.Arguments[0] : ListValue.Of(call.Arguments);
            case "from" or "toolSpecifications" or "createSyncToolSpecifications" or "statelessToolSpecifications" when callee is UnknownValue { Module: { } module } && (module.Contains("ToolCallbacks", StringComparison.Ordinal) || module.Contains("AnnotationProviders", StringComparison.Ordinal) || module.Contains("AnnotationsProviders", StringComparison.Ordinal)):
                var provider = new LibraryObject("MethodToolCallbackProvider", call);
                provider.Add(new LibraryCall("toolObjects", call.Arguments, call.Named, null));
                return provider;
            default:
                return null;
        }
    }

    /// <summary>Notes that an instance of a class of the source is made.</summary>
    public void Making(Machine machine, ClassValue type)
    {
        if (!IsUnreached && !IsNotOffered)
        {
            Instances.TryAdd(type, machine.Condition);
        }
    }

    /// <summary>Offers what a value defines: tools, specifications with a tool in them, providers, lists of any of these.</summary>
    public void OfferAll(Machine machine, IEnumerable<Value> values, int depth = 0)
    {
        foreach (var value in values)
        {
            OfferAll(machine, value, depth);
        }
    }

    /// <summary>Notes a tool that is offered under the conditions that hold now.</summary>
    public void Offer(Machine machine, FoundTool tool, string? condition = null)
    {
        if (IsNotOffered && collector.Has(tool.Name))
        {
            return;
        }

        collector.IsUnreached = IsUnreached;
        collector.Add(tool with { IsNotOffered = tool.IsNotOffered || IsNotOffered, Condition = Scope.Join(machine.Condition, condition ?? tool.Condition) });
    }

    private void OfferAll(Machine machine, Value value, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }

        switch (value)
        {
            case ChoiceValue choice:
                foreach (var option in choice.Options)
                {
                    machine.Under(option.Condition, () => Offered(machine, option.Value, depth));
                }

                break;
            case ReceiverValue scoped:
                OfferAll(machine, scoped.Receiver, depth);
                break;
            case ListValue list:
                foreach (var item in list.Items.ToList())
                {
                    machine.Under(item.Condition, () => Offered(machine, item.Value, depth));
                }

                break;
            case LibraryObject { Name: "Tool" } tool:
                if (ToolReader.Read(machine, tool) is { } read)
                {
                    Offer(machine, read);
                }

                break;
            case LibraryObject { Name: var name } made when name.Contains("Callback", StringComparison.Ordinal) || name.Contains("ToolProvider", StringComparison.Ordinal) || name.Contains("Annotation", StringComparison.Ordinal):
                OfferProvider(machine, made, depth);
                break;
            case LibraryObject made:
                foreach (var call in made.Calls)
                {
                    machine.Under(call.Condition is not null && machine.Condition?.Contains(call.Condition, StringComparison.Ordinal) == true ? null : call.Condition, () => Offered(machine, call, depth));
                }

                break;
            case RecordValue { Class: null } map when ToolReader.FromMap(machine, map) is { } written:
                Offer(machine, written);
                break;
            case RecordValue { Class: { } } instance:
                foreach (var key in instance.Keys.ToList())
                {
                    // A class of the source that holds a specification: what it holds is offered with it.
                    if (instance.FindOrNull(key)?.Primary is LibraryObject { Name: var held } inner && (held == "Tool" || held.EndsWith("ToolSpecification", StringComparison.Ordinal)))
                    {
                        OfferAll(machine, inner, depth + 1);
                    }
                }

                break;
            default:
                break;
        }
    }

    private bool Offered(Machine machine, Value value, int depth)
    {
        OfferAll(machine, value, depth + 1);
        return true;
    }

    private bool Offered(Machine machine, LibraryCall call, int depth)
    {
        OfferAll(machine, call.Arguments.Concat(call.Named.Values), depth + 1);
        return true;
    }

    private static bool IsServer(string type) => type.Contains("Server", StringComparison.Ordinal) && !type.Contains("Feature", StringComparison.Ordinal) && !type.Contains("Capabilit", StringComparison.Ordinal);

    private void OfferProvider(Machine machine, LibraryObject provider, int depth)
    {
        if (provider.Name is "FunctionToolCallback" or "FunctionCallback" && ToolReader.FromFunctionCallback(machine, provider) is { } function)
        {
            Offer(machine, function);
            return;
        }

        // The client's side wraps tools of other servers: they are not defined here.
        if (provider.Name is "SyncMcpToolCallbackProvider" or "AsyncMcpToolCallbackProvider")
        {
            return;
        }

        foreach (var call in provider.Calls)
        {
            foreach (var argument in call.Arguments.SelectMany(a => machine.ItemsOrNull(a) ?? [new Slot(a, null)]))
            {
                Provide(machine, argument, depth);
            }

            ProvidedUnknown |= call.Arguments.Any(static a => a.Primary is UnknownValue or ListValue { IsOpen: true });
        }
    }

    private void Provide(Machine machine, Slot argument, int depth)
    {
        var condition = Scope.Join(machine.Condition, argument.Condition);
        switch (argument.Value.Primary)
        {
            case RecordValue { Class: { } type }:
                _provided[type] = _provided.TryGetValue(type, out var known) && known is null ? null : condition;
                break;
            case ClassValue type:
                _provided[type] = condition;
                break;
            case LibraryObject or ListValue:
                OfferAll(machine, argument.Value, depth + 1);
                break;
            default:
                break;
        }
    }
}
