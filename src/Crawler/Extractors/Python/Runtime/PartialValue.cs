using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>What <c>functools.partial</c> makes: a function with a part of its arguments.</summary>
/// <param name="function">What is called in the end.</param>
/// <param name="arguments">Given by position, before those of the call.</param>
/// <param name="named">Given by name; those of the call come first.</param>
internal sealed class PartialValue(Value function, IReadOnlyList<Value> arguments, IReadOnlyDictionary<string, Value> named) : Value
{
    public Value Function { get; } = function;

    public IReadOnlyList<Value> Arguments { get; } = arguments;

    public IReadOnlyDictionary<string, Value> Named { get; } = named;

    public override bool? Truth => true;

    /// <summary>The call that a call of this value ends in.</summary>
    public CallSite Complete(CallSite call)
    {
        var all = new Dictionary<string, Value>(Named, StringComparer.Ordinal);
        foreach (var (name, value) in call.Named)
        {
            all[name] = value;
        }

        return new CallSite { Node = call.Node, File = call.File, This = ConstantValue.Undefined, Arguments = [.. Arguments, .. call.Arguments], Named = all, IsOpen = call.IsOpen };
    }
}
