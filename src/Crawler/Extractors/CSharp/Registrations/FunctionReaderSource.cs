using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Symbols;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>Makes the reader of functions once the services of a program are known.</summary>
internal sealed class FunctionReaderSource(SymbolTable symbols)
{
    private readonly InjectedTypes _injected = new(symbols);

    public FunctionReader For(Evaluator evaluator) => new(evaluator, _injected);
}
