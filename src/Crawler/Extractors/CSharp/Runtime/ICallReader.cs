using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>Sees what the program does while it is evaluated; this is where registrations are read.</summary>
internal interface ICallReader
{
    /// <summary>A call before it is made: what it gives, or null to let it be made.</summary>
    Value? Call(Evaluator evaluator, CallFacts call);

    /// <summary>A member of that name was given a value.</summary>
    void Assigned(Evaluator evaluator, string member, Value value);

    /// <summary>An object was made, its initializer applied.</summary>
    void Made(Evaluator evaluator, RecordValue made);
}
