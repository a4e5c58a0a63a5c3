using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Ruby.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby;

/// <summary>A class a tool by a way of the program's own: a method of it, or of what it extends, makes the hash that a client is shown.</summary>
internal sealed class RubyDefinitions(Machine machine, RubyHost host, ToolCollector collector, ListedTools listed)
{
    public void Read()
    {
        foreach (var (type, file) in host.Constants.Classes.Where(static c => !c.Class.Node.Has(FactFlags.Default)).ToList())
        {
            var before = collector.Count;
            foreach (var function in Definers(type))
            {
                var self = function.This is ClassValue ? type : machine.Instantiate(type, new CallSite { Node = type.Node, File = file.Path, This = ConstantValue.Undefined, Arguments = [new RecordValue { IsOpen = true }], IsOpen = true });
                listed.Take(machine.CallWithUnknowns(new FunctionValue(function.Node, function.Scope) { This = self, Home = function.Home }), file.Path);
                if (collector.Count > before)
                {
                    break;
                }
            }
        }
    }

    private static IEnumerable<FunctionValue> Definers(ClassValue type)
    {
        foreach (var ancestor in type.Chain())
        {
            foreach (var method in ancestor.Methods.Values.Where(static m => FactSearch.HasToolObject(m[1])).ToList())
            {
                yield return new FunctionValue(method, ancestor.Scope) { Home = ancestor };
            }

            foreach (var own in ancestor.Statics.Keys.Select(ancestor.Statics.FindOrNull).OfType<FunctionValue>().Where(static f => FactSearch.HasToolObject(f.Node[1])).ToList())
            {
                yield return own;
            }
        }
    }
}
