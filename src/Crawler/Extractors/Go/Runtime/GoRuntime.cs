using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Registrations;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>The parts of the host of one program, which use each other.</summary>
internal sealed class GoRuntime
{
    public GoRuntime(Machine machine, GoProgram program, ToolRegistry registry)
    {
        Machine = machine;
        Program = program;
        Registry = registry;
        Types = new GoTypes(machine);
        Members = new GoMembers(this);
        Calls = new GoCalls(this);
        Literals = new GoLiterals(this);
        Indexes = new GoIndexes(this);
        Builtins = new GoBuiltins(this);
        Outside = new GoOutside(this);
    }

    public Machine Machine { get; }

    public GoProgram Program { get; }

    public ToolRegistry Registry { get; }

    public GoTypes Types { get; }

    public GoMembers Members { get; }

    public GoCalls Calls { get; }

    public GoLiterals Literals { get; }

    public GoIndexes Indexes { get; }

    public GoBuiltins Builtins { get; }

    public GoOutside Outside { get; }
}
