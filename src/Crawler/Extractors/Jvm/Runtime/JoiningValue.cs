using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary><c>Collectors.joining(separator, prefix, suffix)</c>.</summary>
internal sealed class JoiningValue(CallSite call) : Value
{
    public override bool? Truth => true;

    public Value Join(Machine machine, ListValue list) =>
        TextMembers.Joined(machine, call.Arguments.Count > 0 ? call.Arguments[0] : ConstantValue.Of(""), list, Native.TextOrNull(call, 1) ?? "", Native.TextOrNull(call, 2) ?? "");
}
