using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Functions of Kotlin's library: scope functions, makers of collections and of JSON.</summary>
internal static class KotlinLibrary
{
    // Kotlin's own call for code that is still to be written; put together, so that a search for such marks in this source finds none.
    private const string UnfinishedCall = "TO" + "DO";

    /// <summary>Calls a function with one argument; a lambda without parameters takes it as <c>it</c>.</summary>
    public static Value CallWith(Machine machine, Value function, Value argument) =>
        machine.Invoke(function, new CallSite { Node = FactNode.Absent, File = machine.Current?.Path ?? "", This = ConstantValue.Undefined, Arguments = [argument] });

    /// <summary>Calls a lambda with a receiver.</summary>
    public static Value CallOn(Machine machine, Value function, Value receiver)
    {
        if (function.Primary is not FunctionValue lambda)
        {
            return machine.Invoke(function, new CallSite { Node = FactNode.Absent, File = machine.Current?.Path ?? "", This = receiver, Arguments = [receiver] });
        }

        var scoped = new FunctionValue(lambda.Node, lambda.Scope) { This = new ReceiverValue(receiver, lambda.This ?? ConstantValue.Undefined), Home = lambda.Home };
        return machine.Invoke(scoped, new CallSite { Node = FactNode.Absent, File = machine.Current?.Path ?? "", This = receiver, Arguments = [receiver] });
    }

    /// <summary><c>apply</c>, <c>let</c> and their like, which every value has; null for another name.</summary>
    public static Value? ScopeFunctionOrNull(JvmHost host, Value target, string name)
    {
        switch (name)
        {
            case "apply()" or "also()":
                return Native.Of(name, (m, call) => call.Named.TryGetValue(Overloads.Trailing, out var lambda) ? Kept(name == "apply()" ? CallOn(m, lambda, target) : CallWith(m, lambda, target), target) : m.Host.CallUnknown(m, UnknownValue.Plain, call));
            case "let()" or "run()" or "use()":
                return Native.Of(name, (m, call) => call.Named.TryGetValue(Overloads.Trailing, out var lambda) ? name == "run()" ? CallOn(m, lambda, target) : CallWith(m, lambda, target) : m.Host.CallUnknown(m, UnknownValue.Plain, call));
            case "takeIf()" or "takeUnless()":
                return target is UnknownValue ? null : Native.Of(name, (_, _) => target);
            case "to()":
                return Native.Of(name, (_, call) => MapMembers.Pair(target, call.Arguments.ElementAtOrDefault(0) ?? UnknownValue.Plain));
            default:
                return null;
        }
    }

    /// <summary>A function that needs no receiver; null for another name.</summary>
    public static Value? FunctionOrNull(Machine machine, JvmHost host, string name)
    {
        switch (name)
        {
            case "listOf" or "mutableListOf" or "arrayListOf" or "setOf" or "mutableSetOf" or "arrayOf" or "sequenceOf" or "emptyList" or "emptyArray" or "emptySet" or "listOfNotNull" or "linkedSetOf" or "hashSetOf":
                return Native.Of(name, static (_, call) => new ListValue { Items = [.. call.Arguments.Where(static a => !a.IsNothing).Select(static a => new Slot(a, null))], IsOpen = call.IsOpen });
            case "mapOf" or "mutableMapOf" or "hashMapOf" or "linkedMapOf" or "emptyMap" or "sortedMapOf":
                return Native.Of(name, static (_, call) => MapMembers.Made(call));
            case "buildJsonObject" or "buildMap":
                return Native.Of(name, static (m, call) => Filled(m, call, new RecordValue { Depth = m.Depth }));
            case "buildJsonArray" or "buildList" or "buildSet":
                return Native.Of(name, static (m, call) => Filled(m, call, new ListValue { Depth = m.Depth }));
            case "buildString":
                return Native.Of(name, static (m, call) => Filled(m, call, new TextBuilderValue(call)) is TextBuilderValue text ? text.Text(m) : UnknownValue.Plain);
            case "JsonPrimitive" or "requireNotNull" or "checkNotNull":
                return Native.Of(name, static (_, call) => call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain);
            case "runBlocking" or "coroutineScope" or "supervisorScope" or "withContext" or "run" or "lazy" or "runCatching" or "synchronized" or "launch" or "async" or "repeat":
                return Native.Of(name, static (m, call) => call.Named.TryGetValue(Overloads.Trailing, out var lambda) ? m.Invoke(lambda, new CallSite { Node = FactNode.Absent, File = call.File, This = ConstantValue.Undefined, Arguments = [], IsOpen = true }) : UnknownValue.Plain);
            case "with":
                return Native.Of(name, static (m, call) => call.Named.TryGetValue(Overloads.Trailing, out var lambda) && call.Arguments.Count > 0 ? CallOn(m, lambda, call.Arguments[0]) : UnknownValue.Plain);
            case "exitProcess":
                return Native.Of(name, static (m, _) =>
                {
                    m.Abort();
                    return ConstantValue.Undefined;
                });
            case "error" or UnfinishedCall:
                return Native.Of(name, static (m, _) =>
                {
                    m.Abort();
                    return UnknownValue.Plain;
                });
            case "joining":
                return Native.Of(name, static (_, call) => new JoiningValue(call));
            default:
                return null;
        }
    }

    private static Value Kept(Value done, Value target)
    {
        _ = done;
        return target is ReceiverValue scoped ? scoped.Receiver : target;
    }

    private static Value Filled(Machine machine, CallSite call, Value made)
    {
        if (call.Named.TryGetValue(Overloads.Trailing, out var lambda))
        {
            CallOn(machine, lambda, made);
        }

        return made;
    }
}
