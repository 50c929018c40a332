# frozen_string_literal: true

# Reads sites with the real Jekyll and tells what it made of their posts.
#
# stdin: a JSON list of {"root": folder, "config": {...}}; config is laid over the site's own configuration file. Sites
# without a time zone are read as on a machine at UTC.
# stdout: a JSON list of {"posts": [{path, url, file, date, title, ...}, ...], "log": [...]}; "error" instead of "posts"
# where Jekyll ends the build.

require "json"
require "jekyll"

class Listener < Logger
  attr_reader :lines

  def initialize
    super(IO::NULL)
    @lines = []
  end

  def add(severity, message = nil, progname = nil)
    @lines << (message || progname).to_s.gsub(/\e\[\d*m/, "").strip if severity >= WARN
    true
  end
end

def configuration(root, config)
  files = Jekyll::Configuration.new.config_files("source" => root, "quiet" => true).select { |file| File.exist?(file) }
  source = Jekyll::Configuration.new.read_config_files(files)["source"]
  source = File.expand_path(config["source"] || source || ".", root)
  Jekyll.configuration(config.merge("source" => source, "config" => files, "disable_disk_cache" => true))
end

def describe(doc, root)
  {
    "path" => doc.path.delete_prefix("#{root}/"), "url" => doc.url, "date" => doc.date.iso8601,
    "file" => doc.destination(doc.site.dest).delete_prefix(doc.site.dest), "draft" => doc.draft?, "body" => doc.content,
    **doc.data.slice("title", "slug", "tags", "categories").transform_keys(&:to_sym)
  }
end

def read(root, config)
  ENV["TZ"] = "UTC"
  Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil) # it remembers dates by their text, whatever the zone
  site = Jekyll::Site.new(configuration(root, config))
  site.read
  site.posts.docs.map { |doc| describe(doc, root) }
end

def answer(root, config)
  Jekyll.logger = (ears = Listener.new)
  { "posts" => Dir.chdir(root) { read(root, config) }, "log" => ears.lines }
rescue StandardError => e
  { "error" => "#{e.class}: #{e.message}", "log" => ears.lines }
end

jobs = JSON.parse($stdin.read)
puts JSON.generate(jobs.map { |job| answer(File.realpath(job["root"]), job["config"] || {}) })
