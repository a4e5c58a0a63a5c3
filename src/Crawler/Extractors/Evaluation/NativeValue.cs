namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A function whose meaning is built in: one of the language's own, or of a library that is modelled.</summary>
internal sealed class NativeValue(string name, Func<Machine, CallSite, Value> call) : Value
{
    public string Name { get; } = name;

    public Func<Machine, CallSite, Value> Call { get; } = call;

    public override bool? Truth => true;
}
