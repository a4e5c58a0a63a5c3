using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>A text that is put together piece by piece: <c>StringBuilder</c>, <c>StringJoiner</c>, <c>buildString</c>.</summary>
internal sealed class TextBuilderValue : Value
{
    private readonly List<Value> _parts = [];
    private readonly string? _separator;

    public TextBuilderValue(CallSite call)
    {
        if (call.Name.EndsWith("StringJoiner", StringComparison.Ordinal) || call.Node[0].Text == "StringJoiner")
        {
            _separator = Native.TextOrNull(call, 0) ?? "";
        }
        else if (Native.TextOrNull(call, 0) is not null)
        {
            _parts.Add(call.Arguments[0]);
        }
    }

    public override bool? Truth => true;

    public Value? Member(string name) =>
        name switch
        {
            "append()" or "add()" => Native.Of(name, (_, call) => Add(call.Arguments.Take(1))),
            "appendLine()" => Native.Of(name, (_, call) => Add([.. call.Arguments.Take(1), ConstantValue.Of("\n")])),
            "toString()" => Native.Of(name, (m, _) => Text(m)),
            _ => null,
        };

    public Value Text(Machine machine) => machine.Join(_parts);

    private TextBuilderValue Add(IEnumerable<Value> values)
    {
        foreach (var value in values.Where(_ => _parts.Count < EvaluationBudget.MostItems))
        {
            if (_separator is not null && _parts.Count > 0)
            {
                _parts.Add(ConstantValue.Of(_separator));
            }

            _parts.Add(value);
        }

        return this;
    }
}
